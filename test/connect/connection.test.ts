// The link to the service: its answers, its events over restarts, versions that meet, and trust.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProject } from '../../connect/connectProject.ts';
import { isAlive } from '../../connect/findService.ts';
import type { ServiceEvent } from '../../protocol/events.ts';
import { apiVersion } from '../../protocol/version.ts';
import {
  end,
  makeProject,
  newKey,
  start,
  type TestProject,
  troubleOf,
  until,
  untilEnded,
} from '../service/serviceKit.ts';

let project: TestProject;

beforeEach(() => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo one');
});
afterEach(() => project.remove());

/** Gathers events until it is told to stop. */
function gather(events: AsyncIterable<ServiceEvent>): { readonly seen: ServiceEvent[]; readonly ended: Promise<void> } {
  const seen: ServiceEvent[] = [];
  const ended = (async () => {
    for await (const event of events) seen.push(event);
  })();
  return { seen, ended };
}

test('without a way to start one, a missing service is unreachable', async () => {
  expect(await troubleOf(connectProject({ ...project.options(), trust: 'trusted' }))).toBe('service-unreachable');
});

test('every route answers', async () => {
  const link = await project.connect();
  expect((await link.snapshot()).pipelines).toMatchObject([{ file: 'pipeline.yaml', name: 'demo', problem: null }]);
  expect(await link.pipeline('pipeline.yaml')).toMatchObject({
    stages: [{ name: 'one', state: 'never-run', command: 'echo one' }],
  });
  expect(await link.pipelineRuns()).toEqual([]);
  expect(await link.runs({ level: 'parents' })).toEqual([]);
  expect(await link.experiments()).toEqual([]);
  expect(await link.operations()).toEqual([]);
  expect(await link.history({ runIds: [], keys: [] })).toEqual([]);
  expect(await link.facts()).toMatchObject({ stages: { 'pipeline.yaml': { one: { state: 'never-run' } } } });
  expect(await troubleOf(link.pipeline('other.pipeline.yaml'))).toBe('pipeline-missing');
  expect(await troubleOf(link.pipelineRun('0'.repeat(32)))).toBe('not-found');
  expect(await troubleOf(link.operation('0'.repeat(32)))).toBe('not-found');
  expect(await troubleOf(link.pipeline('../outside.yaml'))).toBe('bad-request');
});

test('a run is told by events from its first state to its last', async () => {
  const link = await project.connect();
  const stop = new AbortController();
  const { seen, ended } = gather(link.events(link.hello.seq, stop.signal));
  const operation = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  const run = await untilEnded(link, operation.subject ?? '');
  expect(run.state).toBe('succeeded');
  await until('the last event', () =>
    seen.some(event => event.type === 'operation' && event.operation.state === 'succeeded') ? true : null,
  );
  stop.abort();
  await ended;
  expect(seen.flatMap(event => (event.type === 'pipeline-run' ? [event.run.state] : []))).toEqual(
    expect.arrayContaining(['queued', 'succeeded']),
  );
  expect(seen.map(({ seq }) => seq)).toEqual([...seen.map(({ seq }) => seq)].sort((a, b) => a - b));
  expect(seen.some(event => event.type === 'runs-changed')).toBe(true);
});

test('who comes back with the number of an event gets what followed it', async () => {
  const link = await project.connect();
  const { seq } = await link.hello_();
  const operation = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await untilEnded(link, operation.subject ?? '');
  const stop = new AbortController();
  const { seen, ended } = gather(link.events(seq, stop.signal));
  await until('kept events', () => (seen.length > 0 ? true : null));
  stop.abort();
  await ended;
  expect(seen[0]).toMatchObject({ seq: seq + 1, type: 'pipeline-run' });
});

test('a number that the service does not know is answered with reset', async () => {
  const link = await project.connect();
  for (const number of [1, link.hello.seq + 1_000_000]) {
    for await (const event of link.events(number, new AbortController().signal)) {
      expect(event).toEqual({ type: 'reset', seq: (await link.hello_()).seq });
      break;
    }
  }
});

test('events go on over a killed service, with reset and a higher number', async () => {
  const link = await project.connect();
  const stop = new AbortController();
  const { seen, ended } = gather(link.events(link.hello.seq, stop.signal));
  end(link.hello.pid);
  const reset = await until('reset', () => seen.find(event => event.type === 'reset') ?? null);
  expect(reset.seq).toBeGreaterThanOrEqual(link.hello.seq);
  expect((await link.hello_()).pid).not.toBe(0);
  stop.abort();
  await ended;
});

test('events end when the service was stopped on purpose', async () => {
  const link = await project.connect();
  const { seen, ended } = gather(link.events(link.hello.seq, new AbortController().signal));
  await link.stop();
  await ended;
  expect(seen.at(-1)).toMatchObject({ type: 'stopping', reason: 'asked' });
});

test('a call after a kill is answered by a service that is started for it', async () => {
  const link = await project.connect();
  const { pid } = link.hello;
  end(pid);
  await until('its end', () => (isAlive(pid) ? null : true));
  expect((await link.hello_()).pid).not.toBe(pid);
});

test('a service of another major version is only looked at, until it hands over', async () => {
  project.env.TRAINYARD_TEST_API = `${apiVersion.major + 1}.0`;
  await project.start();
  delete project.env.TRAINYARD_TEST_API;
  const link = await project.connect();
  expect(link.isReadOnly).toBe(true);
  expect((await link.snapshot()).pipelines).toHaveLength(1);
  const run = () => link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await expect(run()).rejects.toMatchObject({ code: 'service-version', args: { found: `${apiVersion.major + 1}.0` } });
  const before = link.hello.pid;
  await link.handOver();
  expect(link.hello).toMatchObject({ api: apiVersion });
  expect(link.hello.pid).not.toBe(before);
  expect(await run()).toMatchObject({ kind: 'run', state: 'running' });
});

test.each([`${apiVersion.major}.0`, `${apiVersion.major}.9`])('a service of version %s is used as it is', async api => {
  project.env.TRAINYARD_TEST_API = api;
  const started = await project.start();
  delete project.env.TRAINYARD_TEST_API;
  const link = await project.connect();
  expect(link.hello.pid).toBe(started.pid);
  expect(link.isReadOnly).toBe(false);
});

test('a run goes on through a hand-over and is adopted', async () => {
  project.pipeline('slow:\n  cmd: sleep 3; echo line >> witness');
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await until('the stage', async () =>
    (await link.pipelineRun(subject ?? '')).stages[0]?.state === 'running' ? true : null,
  );
  await link.handOver();
  expect((await untilEnded(link, subject ?? '')).state).toBe('succeeded');
  expect(project.read('witness')).toBe('line\n');
});

test('an untrusted window may look and change nothing, and nothing is written', async () => {
  const before = project.listing();
  const link = await project.connect('untrusted');
  expect(link.hello.mode).toBe('view');
  expect((await link.snapshot()).pipelines).toHaveLength(1);
  await link.facts();
  expect(await troubleOf(link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env }))).toBe(
    'untrusted',
  );
  expect(await troubleOf(link.clean({ key: newKey(), what: ['cache'] }))).toBe('untrusted');
  expect(project.listing()).toEqual(before);
});

test('a window of a trusted folder takes over from a service that only views', async () => {
  const viewing = await project.connect('untrusted');
  const link = await project.connect('trusted');
  expect(link.hello.mode).toBe('full');
  expect(link.hello.pid).not.toBe(viewing.hello.pid);
  expect(isAlive(viewing.hello.pid)).toBe(false);
});

test('an untrusted window at a full service may look and change nothing', async () => {
  await project.connect('trusted');
  const link = await project.connect('untrusted');
  expect(link.hello.mode).toBe('full');
  expect(await troubleOf(link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env }))).toBe(
    'untrusted',
  );
});

test('a link that was let go answers no more', async () => {
  const link = await project.connect();
  link.dispose();
  expect(await troubleOf(link.hello_())).toBe('cancelled');
});

test('a call that is cancelled says so', async () => {
  const link = await connectProject({ ...project.options(), trust: 'trusted', start });
  const stop = new AbortController();
  const asked = link.snapshot(stop.signal);
  stop.abort();
  expect(await troubleOf(asked)).toBe('cancelled');
  link.dispose();
});
