// dvc.lock beside dvc.yaml: stages that would run again because they are other ones than those that were run.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { ParamTree, ParamValue } from '../../../domain/pipeline.ts';
import { paramAt } from '../../params.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { readStrictly } from '../../syntax/readYaml.ts';
import { toData } from '../../syntax/toData.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, entryOf, follow, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { ParamsFiles } from './dvcContext.ts';
import { commandOf, type DvcStage } from './dvcStages.ts';
import { fillTemplates } from './dvcTemplate.ts';
import type { DvcWorld } from './dvcWorld.ts';

type Locked = ReadonlyMap<string, YamlNode>;

/** One finding: the first thing that is another one than when the stage was run. */
export function lockRule(stage: DvcStage, { file, facts, files }: DvcWorld): readonly Diagnostic[] {
  const locked = lockedBeside(file, facts);
  return locked === null ? [] : stageFindings(stage, locked, folderOf(file), files);
}

/** Stages that were run and are no more. */
export function goneRule(stages: readonly DvcStage[], { root, file, facts }: DvcWorld): readonly Diagnostic[] {
  const locked = lockedBeside(file, facts);
  return locked === null ? [] : goneFindings(stages, locked, root);
}

const kept = new WeakMap<object, Map<string, Locked | null>>();

/** The lock is read once for the same facts. */
function lockedBeside(file: ProjectPath, { texts }: Facts): Locked | null {
  const path = joinPath(folderOf(file), 'dvc.lock');
  if (path === null || texts === undefined) return null;
  const locks = kept.get(texts) ?? new Map<string, Locked | null>();
  kept.set(texts, locks);
  const known = locks.get(path);
  if (known !== undefined) return known;
  const read = readLock(texts[path]);
  locks.set(path, read);
  return read;
}

function readLock(text: string | undefined): Locked | null {
  const lock = text === undefined ? undefined : readStrictly(text)?.documents[0]?.root;
  if (!lock) return null;
  const listed = childOf(lock, 'stages') ?? (childOf(lock, 'schema') === undefined ? lock : undefined);
  return new Map(entriesAt(listed).map(({ key, value }) => [key.raw, value]));
}

function stageFindings(stage: DvcStage, locked: Locked, folder: string, files: ParamsFiles): readonly Diagnostic[] {
  const { group } = stage;
  for (const [i, { name, values }] of (group.runs ?? []).entries()) {
    const entry = locked.get(name);
    if (entry === undefined) continue;
    const now = fillTemplates(commandOf(group.body), values);
    const then = commandOf(entry);
    if (now !== null && now !== '' && then !== '' && plain(then) !== plain(now))
      return [finding('dvc-lock-other-command', group.key, { locked: then.slice(0, 120) })];
    const found = pathFinding(stage, i, entry) ?? paramFinding(stage, entry, folder, files);
    if (found !== null) return [found];
  }
  return [];
}

const plain = (command: string): string => command.replace(/\s+/g, ' ').trim();

/** A dep or out that was not there when the stage was run. */
function pathFinding({ group, paths }: DvcStage, run: number, entry: YamlNode): Diagnostic | null {
  const values = group.runs?.[run]?.values ?? {};
  for (const { role, written, range, isElsewhere } of paths) {
    const list = itemsOf(childOf(entry, role === 'dep' ? 'deps' : 'outs')).flatMap(
      item => textOf(childOf(item, 'path')) ?? [],
    );
    const path = fillTemplates(written, values);
    if (path === null || isElsewhere || list.some(one => tidy(one) === tidy(path))) continue;
    return finding('dvc-lock-other-path', range, { path });
  }
  return null;
}

const tidy = (path: string): string => path.replace(/^(\.\/)+|\/+$/g, '').replace(/\/(\.\/)+/g, '/');

/** A param whose value has changed since. */
function paramFinding({ group }: DvcStage, entry: YamlNode, folder: string, files: ParamsFiles): Diagnostic | null {
  const wdir = textOf(childOf(group.body, 'wdir')) ?? '';
  const locked = childOf(entry, 'params');
  for (const item of itemsOf(childOf(group.body, 'params'))) {
    const name = textOf(item);
    if (name === undefined || name.includes('${') || wdir.includes('${')) continue;
    const path = joinPath(folder, wdir === '' ? 'params.yaml' : `${wdir}/params.yaml`);
    const values = path === null ? null : files.read(path);
    const node = entryOf(follow(childOf(locked, 'params.yaml')), name)?.value;
    const then = node === undefined ? undefined : dataOf(node);
    const now = values === null || values === undefined ? undefined : paramAt(values as ParamTree, name);
    if (then === undefined || now === undefined || isSame(now, then)) continue;
    return finding('dvc-lock-other-param', item, { param: name, now: shown(now), before: shown(then) });
  }
  return null;
}

function dataOf(node: YamlNode): ParamValue | undefined {
  const solid = follow(node);
  return solid === null ? undefined : toData(solid);
}

/** Equal whatever the order of keys. */
function isSame(a: ParamValue, b: ParamValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => {
      const other = right.get(key);
      return other !== undefined && isSame(value as ParamValue, other as ParamValue);
    })
  );
}

const shown = (value: ParamValue): string => (typeof value === 'object' ? 'other values' : String(value)).slice(0, 60);

/** Stages that were run and are no more; one with the same command has another name now. */
function goneFindings(stages: readonly DvcStage[], locked: Locked, root: YamlNode): readonly Diagnostic[] {
  if (stages.some(({ group }) => group.runs === null)) return [];
  const names = new Set(stages.flatMap(({ group }) => (group.runs ?? []).map(({ name }) => name)));
  const gone = [...locked.keys()].filter(name => !names.has(name));
  const place = entryOf(root, 'stages')?.key;
  return gone.flatMap(name => {
    const entry = locked.get(name);
    const command = entry === undefined ? '' : plain(commandOf(entry));
    const renamed = stages.find(
      ({ group }) => !locked.has(group.name) && command !== '' && plain(commandOf(group.body)) === command,
    );
    if (renamed !== undefined) return [finding('dvc-lock-renamed', renamed.group.key, { name })];
    return place === undefined ? [] : [finding('dvc-lock-stage-gone', place, { name })];
  });
}
