// The audit trail keeps what was appended, over crashes and many writers, and notices every change.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '../../engine/domain/audit.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { type AuditHead, type AuditTrail, openAuditTrail } from '../../engine/store/auditTrail.ts';

const ports = nodePorts({ log: { write: () => {} } });
let root: string;
let trail: AuditTrail;
const file = (): string => join(root, '.trainyard/audit.jsonl');
const text = (): string => readFileSync(file(), 'utf8');
const lines = (): string[] => text().split('\n').slice(0, -1);
const write = (all: readonly string[]): void => writeFileSync(file(), all.map(line => `${line}\n`).join(''));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-audit-'));
  trail = openAuditTrail(ports, root, null);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const entry = (at: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{
    at,
    kind: 'promote',
    who: { kind: 'person', name: 'Ada' },
    why: 'better',
    git: null,
    data: { '7': 'a', b: 'c' },
  },
  ...{ subject: { model: 'bike', version: at, deployment: 'd1' }, verdicts: [], measurement: null },
  ...change,
});
async function five(): Promise<void> {
  for (const at of [1, 2, 3, 4, 5]) await trail.append(entry(at));
}

test('records come back newest first, by what they are about', async () => {
  await five();
  await trail.append(entry(6, { kind: 'rollback', subject: { model: 'other', deployment: 'd2' } }));
  expect((await trail.list()).map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 2, 1]);
  expect((await trail.list({ model: 'bike', limit: 2 })).map(({ seq }) => seq)).toEqual([5, 4]);
  expect((await trail.list({ deployment: 'd2' })).map(({ kind }) => kind)).toEqual(['rollback']);
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 6 });
});

test('an empty trail is whole', async () => {
  expect(await trail.verify()).toEqual({ state: 'whole', records: 0, head: '0'.repeat(64) });
});

test('the same entry told again after a kill is the record that is there', async () => {
  await five();
  expect((await trail.append(entry(4))).seq).toBe(4);
  expect(lines()).toHaveLength(5);
});

test('a changed word, number or name is found at its place', async () => {
  await five();
  const before = lines();
  for (const change of [
    (line: string) => line.replace('better', 'worse'),
    (line: string) => line.replace('Ada', 'Eve'),
    (line: string) => line.replace('"version":3', '"version":2'),
    (line: string) => line.replace('{"seq"', '{ "seq"'),
  ]) {
    write(before.map((line, i) => (i === 2 ? change(line) : line)));
    expect(await trail.verify()).toEqual({ state: 'broken', at: 3, reason: 'changed' });
  }
});

test('a record forged with a hash of its own breaks the chain behind it', async () => {
  await five();
  const [first, , ...rest] = lines();
  const body = { ...JSON.parse(lines()[1] ?? ''), why: 'forged' };
  delete body.hash;
  const forged = JSON.stringify({ ...body, hash: ports.hasher.text(JSON.stringify(body)) });
  write([first ?? '', forged, ...rest]);
  expect(await trail.verify()).toEqual({ state: 'broken', at: 3, reason: 'changed' });
});

test('a deleted record, swapped records and torn lines are told apart', async () => {
  await five();
  const all = lines();
  const [a = '', b = '', c = '', d = '', e = ''] = all;
  write([a, b, d, e]);
  expect(await trail.verify()).toEqual({ state: 'broken', at: 3, reason: 'missing' });
  write([a, c, b, d, e]);
  expect(await trail.verify()).toEqual({ state: 'broken', at: 2, reason: 'order' });
  write([a, b, 'not json', d, e]);
  expect(await trail.verify()).toEqual({ state: 'broken', at: 3, reason: 'unreadable' });
  writeFileSync(file(), `${a}\n${b}\n${c.slice(0, 50)}`);
  expect(await trail.verify()).toEqual({ state: 'broken', at: 3, reason: 'truncated' });
});

function keptHead(): AuditHead {
  let head: { readonly seq: number; readonly hash: string } | null = null;
  return {
    read: () => head,
    save: next => {
      head = next;
    },
  };
}

test('a cut end is found by the head that is kept elsewhere', async () => {
  trail = openAuditTrail(ports, root, keptHead());
  await five();
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 5 });
  write(lines().slice(0, 3));
  expect(await trail.verify()).toEqual({ state: 'broken', at: 4, reason: 'truncated' });
  rmSync(file());
  expect(await trail.verify()).toEqual({ state: 'broken', at: 1, reason: 'truncated' });
});

test('a trail rewritten from the start is found by the head', async () => {
  trail = openAuditTrail(ports, root, keptHead());
  await five();
  rmSync(file());
  const forger = openAuditTrail(ports, root, null);
  for (const at of [1, 2, 3, 4, 5]) await forger.append(entry(at, { why: 'forged' }));
  expect(await forger.verify()).toMatchObject({ state: 'whole' });
  expect(await trail.verify()).toEqual({ state: 'broken', at: 5, reason: 'changed' });
});

test('a head that cannot be kept does not lose the record', async () => {
  trail = openAuditTrail(ports, root, {
    read: () => null,
    save: () => {
      throw new Error('database is locked');
    },
  });
  await five();
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 5 });
});

test('a line torn by a crash is set aside, and the next record follows the last whole one', async () => {
  await five();
  const torn = '{"seq":6,"previous":"abc';
  writeFileSync(file(), text() + torn);
  await trail.append(entry(6));
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 6 });
  const aside = readdirSync(join(root, '.trainyard')).find(name => name.startsWith('audit.torn-'));
  expect(readFileSync(join(root, '.trainyard', aside ?? ''), 'utf8')).toBe(torn);
});

test('a whole line that lacks only its end is kept', async () => {
  await five();
  writeFileSync(file(), text().trimEnd());
  await trail.append(entry(6));
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 6 });
  expect(readdirSync(join(root, '.trainyard')).filter(name => name.includes('torn'))).toEqual([]);
});

test('several processes append at once without a gap', async () => {
  const script = `
    import { nodePorts } from ${JSON.stringify(join(import.meta.dirname, '../../engine/node/ports.ts'))};
    import { openAuditTrail } from ${JSON.stringify(join(import.meta.dirname, '../../engine/store/auditTrail.ts'))};
    const trail = openAuditTrail(nodePorts(), process.argv[1], null);
    const who = { kind: 'service', name: process.argv[2] };
    for (let at = 0; at < 15; at++)
      await trail.append({ at, kind: 'step', who, why: '', subject: {}, git: null, data: {}, verdicts: [], measurement: null });`;
  const run = (name: string): Promise<number | null> =>
    new Promise(done => {
      const args = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e'];
      spawn(process.execPath, [...args, script, root, name], { stdio: 'inherit' }).once('exit', done);
    });
  expect(await Promise.all([run('one'), run('two'), run('three')])).toEqual([0, 0, 0]);
  expect(await trail.verify()).toMatchObject({ state: 'whole', records: 45 });
}, 30_000);
