// What rules on cards know beside the card: the facts, where the card lies, and the sections that it should have.

import type { CardProfileId } from '../domain/cardProfile.ts';
import type { Facts } from '../domain/facts.ts';
import type { ProjectPath } from '../domain/ids.ts';
import { folderOf } from '../pipeline/projectPath.ts';

export interface CardWorld {
  readonly facts: Facts;
  /** Of the card. */
  readonly file: ProjectPath;
  /** Null: no sections are asked for. */
  readonly profile: CardProfileId | null;
}

/** Text of a file beside the card, where it is known. */
export function textBeside({ facts, file }: CardWorld, name: string): string | undefined {
  const folder = folderOf(file);
  return facts.texts?.[folder === '' ? name : `${folder}/${name}`];
}

/** Names of the files beside the card; null when they are not known. */
export function filesBeside({ facts, file }: CardWorld): readonly string[] | null {
  if (facts.files === undefined) return null;
  const folder = folderOf(file);
  const start = folder === '' ? '' : `${folder}/`;
  return facts.files
    .filter(path => path.startsWith(start) && !path.slice(start.length).includes('/'))
    .map(path => path.slice(start.length));
}
