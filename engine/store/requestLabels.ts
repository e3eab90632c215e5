// What turned out to be true of logged requests, told later: JSON lines in one file a day beside the requests.
import type { Label } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';

export interface LabelQuery {
  /** Told at or after. */
  readonly from?: Millis;
  /** Of these requests. */
  readonly ids?: ReadonlySet<string>;
}
const dayMs = 24 * 3_600_000;
const nameOf = (at: Millis): string => `labels-${new Date(at).toISOString().slice(0, 10)}.jsonl`;
const isLabels = (name: string): boolean => /^labels-\d{4}-\d\d-\d\d\.jsonl$/.test(name);

/** Appends under the day each was told. */
export async function appendLabels(files: Ports['files'], folder: string, labels: readonly Label[]): Promise<void> {
  if (labels.length === 0) return;
  await files.makeFolder(folder, 0o700);
  for (const [name, group] of Map.groupBy(labels, ({ at }) => nameOf(at))) {
    const lines = group.map(({ id, row, value, at }) => `${JSON.stringify([id, row, value, at])}\n`);
    await files.append(`${folder}/${name}`, lines.join(''));
  }
}

/** One for each request and row, the one told last; oldest first. */
export async function readLabels(
  files: Ports['files'],
  folder: string,
  { from, ids }: LabelQuery = {},
): Promise<readonly Label[]> {
  const names = (await files.list(folder)).map(({ name }) => name).filter(isLabels);
  const wanted = names.filter(name => from === undefined || dayEnd(name) > from).sort();
  const found = new Map<string, Label>();
  for (const name of wanted) {
    for (const line of ((await files.readText(`${folder}/${name}`)) ?? '').split('\n')) {
      const label = parse(line);
      if (label === null || (from !== undefined && label.at < from) || ids?.has(label.id) === false) continue;
      found.set(`${label.row} ${label.id}`, label);
    }
  }
  return [...found.values()];
}

/** When some were last told, as far as the file system tells; null without any. */
export async function labelsToldAt(files: Ports['files'], folder: string): Promise<Millis | null> {
  const newest = (await files.list(folder))
    .map(({ name }) => name)
    .filter(isLabels)
    .sort()
    .at(-1);
  const stat = newest === undefined ? null : await files.stat(`${folder}/${newest}`);
  return stat === null ? null : Number(BigInt(stat.mtime) / 1_000_000n);
}

/** Removes days that ended before `before`. */
export async function pruneLabels(files: Ports['files'], folder: string, before: Millis): Promise<void> {
  for (const { name } of await files.list(folder))
    if (isLabels(name) && dayEnd(name) < before) await files.remove(`${folder}/${name}`);
}

const dayEnd = (name: string): Millis => Date.parse(name.slice(7, 17)) + dayMs;

/** Null for an empty line and for one that was cut short. */
function parse(line: string): Label | null {
  if (line === '') return null;
  try {
    const [id, row, value, at] = JSON.parse(line) as readonly [string, number, number | string, Millis];
    return { id, row, value, at };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
