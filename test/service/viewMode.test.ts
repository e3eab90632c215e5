// An untrusted folder is looked at: nothing is written into it, nothing is started, nothing outside of it is read.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stopService } from '../../connect/stopService.ts';
import { makeProject, newKey, type TestProject, untilEnded } from './serviceKit.ts';

let project: TestProject;

beforeEach(() => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo one > made\n  deps: [data]\n  outs: [made]');
  project.write('data', 'abc');
});
afterEach(() => project.remove());

test('a project with history is shown without a byte changed', async () => {
  const link = await project.connect('trusted');
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  await untilEnded(link, subject ?? '');
  await stopService(project.options());
  const before = project.listing();
  const viewing = await project.connect('untrusted');
  expect(viewing.hello.mode).toBe('view');
  expect(await viewing.pipelineRuns()).toMatchObject([{ id: subject }]);
  expect((await viewing.pipelines())[0]?.stages).toMatchObject([{ state: 'succeeded', stale: [] }]);
  expect((await viewing.experiments()).map(({ name }) => name)).toEqual(['demo']);
  expect((await viewing.log({ run: subject ?? '', stage: 'one' })).ended).toBe(true);
  await viewing.facts();
  await viewing.stop();
  expect(project.listing()).toEqual(before);
});

test('a database that is in write-ahead mode and open nowhere is read without a byte changed', async () => {
  const database = new DatabaseSync(join(project.root, 'mlflow.db'));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE alembic_version (version_num TEXT)');
  database.close();
  const before = project.listing();
  const viewing = await project.connect('untrusted');
  await viewing.snapshot();
  expect(project.listing()).toEqual(before);
});

test('git is not started, whatever its configuration names', async () => {
  const canary = join(project.home, '..', 'canary');
  mkdirSync(join(project.root, '.git/objects'), { recursive: true });
  mkdirSync(join(project.root, '.git/refs'), { recursive: true });
  project.write('.git/HEAD', 'ref: refs/heads/main\n');
  project.write('.git/config', `[core]\n  repositoryformatversion = 0\n  fsmonitor = "touch ${canary}"\n`);
  const bin = join(project.home, '..', 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
  project.env.PATH = `${bin}:${project.env.PATH}`;
  const viewing = await project.connect('untrusted');
  await viewing.facts();
  await viewing.snapshot();
  expect(() => readFileSync(canary)).toThrow('ENOENT');
});

test('a link that leaves the folder leads nowhere', async () => {
  const outside = join(project.home, '..', 'secret.yaml');
  writeFileSync(outside, 'apiVersion: trainyard/v1\nkind: Pipeline\nname: secret\nstages:\n  s:\n    cmd: echo\n');
  symlinkSync(outside, join(project.root, 'linked.pipeline.yaml'));
  const viewing = await project.connect('untrusted');
  expect((await viewing.pipelines()).map(({ name }) => name)).toEqual(['demo']);
  const trusted = await project.connect('trusted');
  expect((await trusted.pipelines()).map(({ name }) => name).sort()).toEqual(['demo', 'secret']);
});
