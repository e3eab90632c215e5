// Logging requests: limits, trouble of the disk, reading back newest first.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoggedRequest } from '../../engine/domain/deployment.ts';
import { realFiles } from '../../engine/node/files.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { type RequestQuery, readRequests } from '../../engine/store/readRequests.ts';
import { appendLabels, pruneLabels, readLabels } from '../../engine/store/requestLabels.ts';
import { openRequestLog } from '../../engine/store/requestLog.ts';

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'trainyard-requests-')), 'requests');
const generous = { maxBytes: 1e9, maxAge: 1e9 };
const quiet = { ...nodePorts({ log: { write: () => undefined } }) };
const request = (number: number, more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  id: `r${number}`,
  at: 1_700_000_000_000 + number,
  version: 1 + (number % 2),
  latency: 1.23456,
  status: 200,
  mirror: false,
  inputs: [[number, 'Düne', null, true]],
  outputs: [[number / 2]],
  ...more,
});
async function collect(place: string, query: RequestQuery = {}): Promise<readonly LoggedRequest[]> {
  const found: LoggedRequest[] = [];
  for await (const item of readRequests(realFiles, place, query)) found.push(item);
  return found;
}

test('requests come back newest first, as they were, over segments and slices', async () => {
  const place = folder();
  const clock = { ...quiet.clock, now: () => request(0).at };
  const log = openRequestLog({ ...quiet, clock }, place, { maxBytes: 8 * 400_000, maxAge: 1e12 });
  for (let number = 0; number < 30_000; number++) {
    log.write(request(number));
    if (number % 5_000 === 4_999) await log.flush();
  }
  await log.close();
  expect(readdirSync(place).length).toBeGreaterThan(2);
  const all = await collect(place);
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 30_000 }, (_, i) => `r${29_999 - i}`));
  expect(all[1]).toEqual(request(29_998, { latency: 1.235 }));
  expect((await collect(place, { last: 3, version: 1 })).map(({ id }) => id)).toEqual(['r29998', 'r29996', 'r29994']);
  expect((await collect(place, { id: 'r17' })).map(({ outputs }) => outputs)).toEqual([[[8.5]]]);
  const from = request(29_000).at;
  expect((await collect(place, { from, to: from + 10 })).length).toBe(10);
  expect(await collect(`${place}/none`)).toEqual([]);
});

test('the oldest segments go when there are too many bytes, or when they are too old', async () => {
  const place = folder();
  const maxBytes = 1_000_000;
  const log = openRequestLog(quiet, place, { maxBytes, maxAge: 1e12 });
  for (let number = 0; number < 40_000; number++) {
    log.write(request(number));
    if (number % 500 === 0) await log.flush();
  }
  await log.flush();
  const size = readdirSync(place).reduce((sum, name) => sum + statSync(join(place, name)).size, 0);
  expect(size).toBeLessThan(maxBytes * 1.2);
  expect(size).toBeGreaterThan(maxBytes / 2);
  expect((await collect(place, { last: 1 }))[0]?.id).toBe('r39999');
  const old = '000001500000000-1.jsonl';
  const older = '000001400000000-1.jsonl';
  for (const name of [old, older]) writeFileSync(join(place, name), '{}\n');
  const next = openRequestLog(quiet, place, { ...generous, maxAge: 3_600_000 });
  next.write(request(1));
  await next.close();
  expect(readdirSync(place)).not.toContain(older);
  expect(log.unlogged() + next.unlogged()).toBe(0);
});

test('what cannot be written is counted and harms nobody; later ones are written again', async () => {
  const place = folder();
  writeFileSync(place, 'a file where the folder should be');
  const log = openRequestLog(quiet, place, generous);
  for (let number = 0; number < 10; number++) log.write(request(number));
  await log.flush();
  expect(log.unlogged()).toBe(10);
  rmSync(place);
  log.write(request(11));
  await log.close();
  expect(log.unlogged()).toBe(10);
  expect((await collect(place)).map(({ id }) => id)).toEqual(['r11']);
  const segment = join(place, readdirSync(place)[0] ?? '');
  expect(statSync(place).mode & 0o077).toBe(0);
  writeFileSync(
    segment,
    `${readFileSync(segment, 'utf8')}["cut",17\n${JSON.stringify(['whole', 5, 1, 1, 200, 0, null, null])}\n`,
  );
  expect((await collect(place)).map(({ id }) => id)).toEqual(['whole', 'r11']);
  chmodSync(segment, 0o600);
});

test('a label told twice is what was told last; days can be forgotten', async () => {
  const place = folder();
  const day = 24 * 3_600_000;
  const at = Date.UTC(2026, 0, 10, 12);
  await appendLabels(realFiles, place, [
    { id: 'a', row: 0, value: 1, at },
    { id: 'a', row: 1, value: 'x', at },
    { id: 'b', row: 0, value: 3, at: at + 2 * day },
  ]);
  await appendLabels(realFiles, place, [{ id: 'a', row: 0, value: 2, at: at + day }]);
  expect((await readLabels(realFiles, place)).map(({ id, value }) => [id, value])).toEqual([
    ['a', 2],
    ['a', 'x'],
    ['b', 3],
  ]);
  expect((await readLabels(realFiles, place, { ids: new Set(['b']) })).length).toBe(1);
  expect((await readLabels(realFiles, place, { from: at + day })).map(({ id }) => id)).toEqual(['a', 'b']);
  await pruneLabels(realFiles, place, at + day);
  expect((await readLabels(realFiles, place)).length).toBe(2);
});
