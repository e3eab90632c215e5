// Metric files of a file store: a line for each point, `timestamp value [step …]`.
import type { MetricPoint } from '../../domain/run.ts';
import type { Files } from '../../ports.ts';

/** Of all files below the folder; keys with `/` are folders. Ascending by key, step, time. Lines that mean nothing are left out. */
export async function readPoints(files: Files, folder: string): Promise<readonly MetricPoint[]> {
  const points: MetricPoint[] = [];
  const walk = async (current: string, prefix: string): Promise<void> => {
    for (const { name, kind } of await files.list(current)) {
      if (kind === 'folder') await walk(`${current}/${name}`, `${prefix}${name}/`);
      else points.push(...parseLines(`${prefix}${name}`, (await files.readText(`${current}/${name}`)) ?? ''));
    }
  };
  await walk(folder, '');
  return points.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.step - b.step || a.timestamp - b.timestamp));
}

export function parseLines(key: string, text: string): readonly MetricPoint[] {
  return text.split('\n').flatMap((line): MetricPoint[] => {
    const [timestamp, value, step = '0'] = line.trim().split(/\s+/);
    if (timestamp === undefined || value === undefined || timestamp === '') return [];
    const point = { key, timestamp: Number(timestamp), value: parseFloatWord(value), step: Number(step) };
    return Number.isFinite(point.timestamp) && Number.isFinite(point.step) ? [point] : [];
  });
}

/** Python writes `nan`, `inf` and `-inf`. */
function parseFloatWord(word: string): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(word);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(word);
}
