// How the service ends and comes back: idle, asked, killed, crashing, moved, and over other people's locks.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../connect/findService.ts';
import { stopService } from '../../connect/stopService.ts';
import { end, makeProject, newKey, serviceFile, type TestProject, troubleOf, until, untilEnded } from './serviceKit.ts';

let project: TestProject;
const children: ChildProcess[] = [];
const servers: Server[] = [];

beforeEach(() => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo one');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
  await project.remove();
});

const gone = (pid: number) => until(`the end of ${pid}`, () => (isAlive(pid) ? null : true));

test('without clients and runs it ends by itself', async () => {
  project.env.TRAINYARD_IDLE_MS = '600';
  const { pid } = await project.start();
  await gone(pid);
  expect(await project.log()).toContain('the service ends: idle');
});

test('somebody who listens keeps it', async () => {
  project.env.TRAINYARD_IDLE_MS = '600';
  const link = await project.connect();
  const stop = new AbortController();
  const listening = (async () => {
    for await (const event of link.events(link.hello.seq, stop.signal)) if (event.type === 'stopping') return;
  })();
  await new Promise(done => setTimeout(done, 1_500));
  expect(isAlive(link.hello.pid)).toBe(true);
  stop.abort();
  await listening;
  await gone(link.hello.pid);
});

test('a run keeps it', async () => {
  project.env.TRAINYARD_IDLE_MS = '600';
  project.pipeline('slow:\n  cmd: sleep 2');
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  expect((await untilEnded(link, subject ?? '')).state).toBe('succeeded');
  await gone(link.hello.pid);
});

test('a signal ends it cleanly: nothing counts as a crash', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const { pid } = await project.start();
    end(pid, 'SIGTERM');
    await gone(pid);
  }
  expect((await project.start()).hello.notices).toEqual([]);
});

test('after three crashes in five minutes it is not started again, until a person asks', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const { pid } = await project.start();
    end(pid);
    await gone(pid);
  }
  await expect(project.start()).rejects.toMatchObject({ code: 'service-crashing', args: { count: 3 } });
  await expect(project.start()).rejects.toMatchObject({ code: 'service-crashing' });
  const { startService } = await import('../../connect/startService.ts');
  const start = { nodePath: process.execPath, serviceFile, afterCrashes: true };
  expect((await startService({ ...project.options(), trust: 'trusted', start })).hello.mode).toBe('full');
});

test('a moved project works, with its runs', async () => {
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await untilEnded(link, subject ?? '');
  const moved = `${project.root}-moved`;
  renameSync(project.root, moved);
  project.root = moved;
  const there = await project.connect();
  expect(there.hello.root).toBe(moved);
  expect(await there.pipelineRuns()).toMatchObject([{ id: subject, state: 'succeeded' }]);
  expect((await there.pipelines())[0]?.stages).toMatchObject([{ state: 'succeeded', stale: [] }]);
  await gone(link.hello.pid);
});

/** Another program that holds the lock, under the given name of a host. */
async function holdLock(host: string): Promise<void> {
  mkdirSync(join(project.root, '.trainyard'), { recursive: true });
  const script = `
    const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
    database.exec('CREATE TABLE IF NOT EXISTS owner (host TEXT NOT NULL, boot_id TEXT NOT NULL, pid INTEGER NOT NULL, root TEXT NOT NULL) STRICT');
    database.prepare('INSERT INTO owner VALUES (?,?,?,?)').run(process.argv[2], '', 4711, process.argv[3]);
    database.exec('BEGIN IMMEDIATE');
    console.log('held');
    setInterval(() => database, 1000);`;
  const child = spawn(process.execPath, ['-e', script, join(project.root, '.trainyard/owner.db'), host, project.root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise<void>(done => child.stdout?.once('data', () => done()));
}

test('a project that another host has open is not opened, and the host is named', async () => {
  await holdLock('node17');
  await expect(project.start()).rejects.toMatchObject({ code: 'store-locked', args: { host: 'node17', pid: 4711 } });
});

test('untrusted windows may look at a project that another host has open', async () => {
  await holdLock('node17');
  expect((await project.connect('untrusted')).hello.mode).toBe('view');
});

test('a damaged index is built again', async () => {
  const link = await project.connect();
  await link.pipelines();
  await stopService(project.options());
  for (const suffix of ['-wal', '-shm']) rmSync(join(project.root, `.trainyard/index.db${suffix}`), { force: true });
  writeFileSync(
    join(project.root, '.trainyard/index.db'),
    'this is no database, but long enough to look like one. '.repeat(200),
  );
  expect((await link.pipelines())[0]).toMatchObject({ problem: null, stages: [{ name: 'one' }] });
});

test('a damaged trainyard.db is set aside, and it is said', async () => {
  mkdirSync(join(project.root, '.trainyard'));
  project.write('.trainyard/trainyard.db', 'this is no database, but long enough to look like one. '.repeat(200));
  const { hello } = await project.connect();
  expect(hello).toMatchObject({ mode: 'full', notices: [{ code: 'store-corrupt' }] });
  expect(project.has(String(hello.notices[0]?.args.backup))).toBe(true);
});

test('the state of a newer Trainyard is read and not written', async () => {
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await untilEnded(link, subject ?? '');
  await stopService(project.options());
  const database = new DatabaseSync(join(project.root, '.trainyard/trainyard.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  const later = await project.connect();
  expect(later.hello).toMatchObject({ mode: 'read-only', notices: [{ code: 'store-newer', args: { found: 99 } }] });
  expect(await later.pipelineRuns()).toMatchObject([{ id: subject }]);
  const again = later.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await expect(again).rejects.toMatchObject({ code: 'store-newer', args: { found: 99 } });
  expect(await troubleOf(later.clean({ key: newKey(), what: ['logs'] }))).toBe('store-newer');
});

test('a port that was taken while stages run is said, tried again, and taken back', async () => {
  project.pipeline('slow:\n  cmd: sleep 12');
  const link = await project.connect();
  const { port } = await project.serviceFile();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await until('the stage', async () =>
    (await link.pipelineRun(subject ?? '')).stages[0]?.state === 'running' ? true : null,
  );
  const server = createServer((_, answer) => answer.end('{}'));
  servers.push(server);
  end(link.hello.pid);
  await until(
    'the port',
    () =>
      new Promise<true | null>(done => {
        server.once('error', () => done(null));
        server.listen(port, '127.0.0.1', () => done(true));
      }),
  );
  const taken = await until('the notice', async () => {
    const found = await project.find();
    return found?.hello.notices.some(({ code }) => code === 'port-taken') ? found : null;
  });
  expect(taken.port).not.toBe(port);
  expect(taken.hello.notices).toEqual([{ code: 'port-taken', args: { port } }]);
  server.close();
  server.closeAllConnections();
  const { rawCall } = await import('./serviceKit.ts');
  await until('the old port', async () => {
    const answer = await rawCall({ ...taken, port }, '/v1/hello').catch(() => null);
    return answer?.status === 200 ? true : null;
  });
  expect((await project.find())?.hello.notices).toEqual([]);
  const [operation] = await link.operations();
  await link.cancel(operation?.id ?? '');
  await untilEnded(link, subject ?? '');
});
