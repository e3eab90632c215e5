// Tables that pandas wrote as Parquet, read in chunks: every value, and long files over their row groups.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readTable, type TableChunk } from '../../engine/deploy/tables/readTable.ts';
import { ports } from '../runner/runnerKit.ts';
import { peerPython } from './environments.ts';
import { runScript } from './mlflowKit.ts';

let python = '';
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 1_200_000);

test('every value comes as it was written', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-parquet-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [short, long] = [join(folder, 'short.parquet'), join(folder, 'long.parquet')];
  await runScript(python, 'write_parquet.py', { cwd: folder, args: [short, long] });
  const read = async (path: string): Promise<readonly TableChunk[]> => {
    const chunks: TableChunk[] = [];
    const { signal } = new AbortController();
    for await (const chunk of readTable({ files: ports.files, path, chunk: 1_000, signal })) chunks.push(chunk);
    return chunks;
  };
  const rows = [
    [1n, 0.5, 0.25, 'a', 'x', true],
    [9_007_199_254_740_993n, null, 1.5, null, 'y', false],
    [null, -1e300, 2, 'ü, "quoted"', 'x', true],
  ];
  expect(await read(short)).toEqual([
    { columns: ['whole', 'number', 'single', 'text', 'kind', 'flag'], rows, offset: 0 },
  ]);
  const chunks = await read(long);
  expect(chunks.map(({ offset }) => offset)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000]);
  expect(chunks.flatMap(chunk => chunk.rows)).toEqual(Array.from({ length: 6_000 }, (_, row) => rows[row % 3]));
}, 120_000);
