// Versions and their files: a version never lacks them, and what cannot be written leaves nothing behind.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { GateVerdict } from '../../engine/domain/gate.ts';
import type { NewModelVersion } from '../../engine/domain/modelVersion.ts';
import { openModelRegistry } from '../../engine/tracking/modelRegistry.ts';
import { makeProject, ports } from '../runner/runnerKit.ts';

const runId = 'e'.repeat(32);

async function ready() {
  const project = await makeProject();
  onTestFinished(() => project.remove());
  const { tracking } = project.context;
  const { id: experimentId } = tracking.ensureExperiment('demo');
  tracking.createRun({ id: runId, experimentId, name: 'brave-newt', userId: 'ada', startedAt: 1, tags: {} });
  const packageFolder = join(project.root, 'package');
  mkdirSync(join(packageFolder, 'code'), { recursive: true });
  writeFileSync(join(packageFolder, 'trainyard.json'), '{}');
  writeFileSync(join(packageFolder, 'code/a.py'), 'x');
  const version: NewModelVersion = {
    ...{ model: 'bike', runId, packageFolder, hash: 'f'.repeat(64), description: null, tags: {}, verdicts: [] },
    alias: null,
  };
  const models = join(project.root, 'mlruns', experimentId, 'models');
  return { project, registry: openModelRegistry(tracking, ports), version, models };
}

test('files lie where MLflow looks for a logged model, folders included', async () => {
  const { registry, version, models } = await ready();
  const { folder } = await registry.register(version);
  expect(folder).toBe(join(models, readdirSync(models)[0] ?? '', 'artifacts'));
  expect(existsSync(join(folder ?? '', 'code/a.py'))).toBe(true);
  expect(readdirSync(join(folder ?? '', '..'))).toEqual(['artifacts']);
});

test('verdicts longer than a tag may be come back whole', async () => {
  const { project, registry, version } = await ready();
  const verdicts = Array.from(
    { length: 40 },
    (_, index): GateVerdict => ({
      ...{ gate: `gate-${index}`, state: 'passed', onFail: 'block', runId, at: 1, metric: 'rmse', op: '<=' },
      ...{ measured: 41.2, bound: 60, baseline: null, reason: null },
    }),
  );
  await registry.register({ ...version, verdicts });
  expect(registry.version({ model: 'bike', at: 1 })?.verdicts).toEqual(verdicts);
  const database = new DatabaseSync(join(project.root, 'mlflow.db'), { readOnly: true });
  const longest = database.prepare('SELECT max(length(value)) AS most FROM model_version_tags').get();
  database.close();
  expect(Number(longest?.most)).toBeLessThanOrEqual(5_000);
});

test('rows that cannot be written leave no files, and no version', async () => {
  const { project, registry, version, models } = await ready();
  const database = new DatabaseSync(join(project.root, 'mlflow.db'));
  database.exec("CREATE TRIGGER full BEFORE INSERT ON model_versions BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  await expect(registry.register(version)).rejects.toThrow('disk full');
  expect(registry.models()).toEqual([]);
  expect(readdirSync(models).flatMap(name => readdirSync(join(models, name)))).toEqual([]);
  database.exec('DROP TRIGGER full');
  database.close();
  expect((await registry.register(version)).version).toBe(1);
});

test('what is no package makes no version', async () => {
  const { registry, version } = await ready();
  await expect(
    registry.register({ ...version, packageFolder: `${version.packageFolder}/trainyard.json` }),
  ).rejects.toMatchObject({ code: 'package-invalid' });
  expect(registry.models()).toEqual([]);
});

test('a run that is not there, and tags that somebody else wrote', async () => {
  const { registry, version } = await ready();
  await expect(registry.register({ ...version, runId: '0'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' });
  const made = await registry.register({ ...version, tags: { 'trainyard.gates': '[1, {"gate": 2}]' } });
  expect(made.verdicts).toEqual([]);
});
