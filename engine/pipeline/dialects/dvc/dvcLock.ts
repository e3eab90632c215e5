// dvc.lock beside dvc.yaml: stages whose command has changed since it was written.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { readStrictly } from '../../syntax/readYaml.ts';
import { childOf } from '../../syntax/yamlTree.ts';
import type { DialectDocument } from '../dialect.ts';
import { commandOf, type DvcStage } from './dvcStages.ts';

export function lockRule(stages: readonly DvcStage[], { file, facts }: DialectDocument): readonly Diagnostic[] {
  const path = joinPath(folderOf(file), 'dvc.lock');
  const text = path === null ? undefined : facts.texts?.[path];
  const lock = text === undefined ? undefined : readStrictly(text)?.documents[0]?.root;
  if (!lock) return [];
  const locked = childOf(lock, 'stages') ?? (childOf(lock, 'schema') === undefined ? lock : undefined);
  return stages.flatMap(({ group }) => {
    const entry = childOf(locked, group.name);
    const now = commandOf(group.body);
    // What expressions stood for then is not told apart from a change.
    if (entry === undefined || now === '' || now.includes('${')) return [];
    const then = commandOf(entry);
    if (then === '' || plain(then) === plain(now)) return [];
    return [finding('dvc-lock-other-command', group.key, { locked: then.slice(0, 120) })];
  });
}

const plain = (command: string): string => command.replace(/\s+/g, ' ').trim();
