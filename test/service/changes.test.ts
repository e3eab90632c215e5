// What listeners are told when files change, and how events are numbered and kept.
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ServiceEvent } from '../../protocol/events.ts';
import { createEventHub, nextSeqBase } from '../../service/eventHub.ts';
import { makeProject, type TestProject, until } from './serviceKit.ts';

const projects: TestProject[] = [];
afterEach(async () => {
  for (const project of projects.splice(0)) await project.remove();
});

test('numbers grow over restarts, also when the clock goes back', () => {
  const first = nextSeqBase(undefined, 2_000);
  expect(nextSeqBase(first, 1_000)).toBeGreaterThan(first);
});

test('who was away too long is told to start over', () => {
  const hub = createEventHub({ first: 100, keep: 3 });
  for (let turn = 0; turn < 5; turn += 1) hub.publish({ type: 'runs-changed', runIds: [] });
  const hear = (after: number): readonly ServiceEvent[] => {
    const heard: ServiceEvent[] = [];
    hub.listen(after, event => heard.push(event)).stop();
    return heard;
  };
  expect(hear(102).map(({ seq, type }) => `${seq} ${type}`)).toEqual([103, 104, 105].map(seq => `${seq} runs-changed`));
  expect(hear(105)).toEqual([]);
  expect(hear(101)).toEqual([{ type: 'reset', seq: 105 }]);
  expect(hear(99)).toEqual([{ type: 'reset', seq: 105 }]);
  expect(hear(106)).toEqual([{ type: 'reset', seq: 105 }]);
});

const pipelineText = (cmd: string): string =>
  `apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\nparams:\n  file: params.yaml\nstages:\n  one:\n    cmd: ${cmd}\n    deps: [data/raw]\n    params: [depth]\n`;

async function listen() {
  const project = makeProject();
  projects.push(project);
  project.write('pipeline.yaml', pipelineText('echo one'));
  project.write('data/raw', 'abc');
  project.write('params.yaml', 'depth: 3\n');
  const link = await project.connect();
  const seen: string[] = [];
  void (async () => {
    for await (const event of link.events(link.hello.seq, new AbortController().signal))
      if (event.type === 'pipelines-changed') seen.push(...event.files);
  })();
  await new Promise(done => setTimeout(done, 1_500));
  const heard = async (path: string): Promise<void> => {
    await until(`news of ${path}`, () => (seen.includes(path) ? true : null), 5_000);
  };
  return { project, heard, seen };
}

test('a saved pipeline, a changed dep, params and a new pipeline are told', async () => {
  const { project, heard } = await listen();
  const file = join(project.root, 'pipeline.yaml');
  writeFileSync(`${file}.new`, pipelineText('echo two'));
  renameSync(`${file}.new`, file);
  await heard('pipeline.yaml');
  appendFileSync(join(project.root, 'data/raw'), 'd');
  await heard('data/raw');
  writeFileSync(join(project.root, 'params.yaml'), 'depth: 4\n');
  await heard('params.yaml');
  project.write('second.pipeline.yaml', 'apiVersion: trainyard/v1\nkind: Pipeline\nname: second\nstages: {}\n');
  await heard('second.pipeline.yaml');
});

test('files that no stage reads are not told', async () => {
  const { project, heard, seen } = await listen();
  project.write('notes.txt', 'x');
  mkdirSync(join(project.root, 'other'));
  appendFileSync(join(project.root, 'data/raw'), 'd');
  await heard('data/raw');
  expect(seen).toEqual(['data/raw']);
});
