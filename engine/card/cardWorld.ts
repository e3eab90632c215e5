// What rules on cards know beside the card: the facts, where the card lies, and the sections that it should have.

import type { CardProfileId } from '../domain/cardProfile.ts';
import type { Facts } from '../domain/facts.ts';
import type { ProjectPath } from '../domain/ids.ts';
import { folderOf, joinPath } from '../pipeline/projectPath.ts';
import { knownFiles } from '../pipeline/rules/knownFiles.ts';

export interface CardWorld {
  readonly facts: Facts;
  /** Of the card. */
  readonly file: ProjectPath;
  /** Null: no sections are asked for. */
  readonly profile: CardProfileId | null;
}

/** Text of a file beside the card, where it is known. */
export function textBeside({ facts, file }: CardWorld, name: string): string | undefined {
  return facts.texts?.[joinPath(folderOf(file), name) ?? name];
}

/** Names of the files beside the card; null when they are not known. */
export function filesBeside({ facts, file }: CardWorld): readonly string[] | null {
  const files = knownFiles(facts);
  return files === null ? null : files.beside(file).map(path => path.slice(path.lastIndexOf('/') + 1));
}
