// A run's model becomes a version in MLflow's tables, through its gates, and only as that run made it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyPackage } from '../../engine/deploy/packaging/packageFiles.ts';
import type { ReferenceProfile } from '../../engine/domain/modelPackage.ts';
import { signatureTag } from '../../engine/domain/modelVersion.ts';
import { verdictsOf } from '../../engine/store/verdictRows.ts';
import { signatureTexts } from '../../present/signatureText.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { ports } from '../runner/runnerKit.ts';
import { makeProduction } from './productionKit.ts';

test('a model that passes its gates is a version with run, hash, verdicts, alias and an audit record', async () => {
  const { train, register, registry, audit } = await makeProduction();
  const runId = await train({ temp: 2, hum: 3 }, 44.1);
  const version = await register({ description: 'the first', why: 'good enough' });
  expect(version).toMatchObject({
    model: 'bike',
    version: 1,
    runId,
    aliases: ['challenger'],
    description: 'the first',
  });
  expect(version.metrics).toEqual({ rmse: 44.1 });
  expect(version.verdicts.map(({ gate, state, reason }) => [gate, state, reason])).toEqual([
    ['quality', 'passed', null],
    ['no-regression', 'passed', 'no-baseline-yet'],
  ]);
  expect(registry.version({ model: 'bike', at: 'challenger' })).toEqual(version);
  expect(audit.map(({ kind }) => kind)).toEqual(['train', 'register']);
  expect(audit[0]).toMatchObject({ subject: { model: 'bike', runId } });
  expect(audit[1]).toMatchObject({
    ...{ kind: 'register', why: 'good enough', who: { name: 'Ada' } },
    subject: { model: 'bike', version: 1, runId, modelHash: version.hash, pipeline: 'pipeline.yaml' },
  });
  for (const { data } of audit) expect(Object.keys(data).sort()).toEqual(['data.csv', 'source.json', 'source.onnx']);
});

test('the files of a version are its package, with the profile of data and of the model’s own predictions', async () => {
  const { train, register } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 44);
  const { folder, hash } = await register();
  const found = await verifyPackage(ports, folder ?? '');
  expect(found).toMatchObject({ ok: true, value: { hash, backend: 'onnx', profile: 'profile.json', changes: [] } });
  const profile = JSON.parse(readFileSync(join(folder ?? '', 'profile.json'), 'utf8')) as ReferenceProfile;
  expect(profile.features).toMatchObject([
    { name: 'temp', count: 3, missing: 0, mean: 2 },
    { name: 'hum', count: 2, missing: 1, mean: 15 },
  ]);
  expect(profile.predictions).toMatchObject([{ name: 'variable', count: 2, missing: 1, min: 33, max: 65 }]);
});

test('a failing gate keeps the model out, with its numbers, and what it said is kept with the run', async () => {
  const { train, register, registry, audit, project } = await makeProduction();
  const runId = await train({ temp: 2, hum: 3 }, 61);
  await expect(register()).rejects.toMatchObject({
    code: 'gates-failed',
    args: { model: 'bike', file: 'pipeline.yaml', failed: 'gate «quality» wants rmse <= 60, and it is 61' },
  });
  expect(registry.models()).toEqual([]);
  expect(audit.map(({ kind }) => kind)).toEqual(['train']);
  expect(verdictsOf(project.context.store, runId).map(({ state }) => state)).toEqual(['failed', 'passed']);
});

test('worse than the champion by more than the tolerance is refused, within it is taken', async () => {
  const { train, register, registry } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  await register();
  registry.setAlias('bike', 'champion', 1);
  await train({ temp: 2, hum: 4 }, 42.1);
  await expect(register()).rejects.toMatchObject({
    args: { failed: 'gate «no-regression» wants rmse <= 42 (champion has 40), and it is 42.1' },
  });
  await train({ temp: 2, hum: 5 }, 42);
  const second = await register();
  expect(second.version).toBe(2);
  expect(second.verdicts[1]).toMatchObject({ bound: 42, baseline: { alias: 'champion', version: 1, value: 40 } });
});

test('the model is the one that the run made, though another lies in the folder by now', async () => {
  const { train, register, project } = await makeProduction();
  const [first, second] = [linearModel({ temp: 2, hum: 3 }, 1), linearModel({ temp: 9, hum: 9 }, 1)];
  const runId = await train({ temp: 2, hum: 3 }, 40);
  await train({ temp: 9, hum: 9 }, 41);
  const { folder, runId: of } = await register({ runId });
  expect(of).toBe(runId);
  expect(readFileSync(join(folder ?? '', 'model.onnx'))).toEqual(Buffer.from(first));
  writeFileSync(join(project.root, 'build/model.onnx'), 'edited by hand');
  expect(readFileSync(join((await register()).folder ?? '', 'model.onnx'))).toEqual(Buffer.from(second));
});

test('a model whose content is nowhere any more is refused', async () => {
  const { train, register, project } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  writeFileSync(join(project.root, 'build/model.onnx'), 'edited by hand');
  rmSync(join(project.root, '.trainyard/cache'), { recursive: true });
  await expect(register()).rejects.toMatchObject({ code: 'artifact-missing', args: { path: 'build/model.onnx' } });
});

test('registering the same run again gives the same version', async () => {
  const { train, register, registry } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  const [first, again] = [await register(), await register()];
  expect(again).toEqual(first);
  expect(registry.model('bike')?.versions).toHaveLength(1);
});

test('the same model from other runs has the same hash', async () => {
  const { train, register } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  const first = await register();
  await train({ temp: 2, hum: 3 }, 39);
  const second = await register();
  expect([second.version, second.hash]).toEqual([2, first.hash]);
});

test('without a run that succeeded there is nothing to register', async () => {
  const { register, project } = await makeProduction();
  await expect(register()).rejects.toMatchObject({ code: 'artifact-missing' });
  project.write('source.onnx', 'x');
  const run = await project.run();
  expect(run.state).toBe('failed');
  await expect(register({ runId: run.id })).rejects.toMatchObject({ code: 'run-unfinished' });
  await expect(register({ runId: '0'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' });
});

test('a cancelled registration leaves neither a package nor a version', async () => {
  const { train, register, registry, project } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  const stop = new AbortController();
  const asked = register({
    signal: stop.signal,
    onProgress: message => message.startsWith('packaging') && stop.abort(),
  });
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  expect(registry.models()).toEqual([]);
  expect(await ports.files.list(`${project.root}/.trainyard/packages`)).toEqual([]);
});

test('aliases move, and versions are chosen by number, alias or age', async () => {
  const { train, register, registry } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 40);
  await register();
  await train({ temp: 2, hum: 4 }, 39);
  await register();
  expect(registry.model('bike')?.aliases).toEqual({ challenger: 2 });
  registry.setAlias('bike', 'champion', 1);
  expect(registry.version({ model: 'bike', at: 'champion' })?.version).toBe(1);
  expect(registry.version({ model: 'bike', at: 1 })?.aliases).toEqual(['champion']);
  expect(registry.version({ model: 'bike', at: null })?.version).toBe(2);
  expect(registry.version({ model: 'bike', at: 'nobody' })).toBeNull();
  registry.deleteAlias('bike', 'champion');
  expect(registry.version({ model: 'bike', at: 'champion' })).toBeNull();
  expect(() => registry.setAlias('bike', 'champion', 7)).toThrow();
});

test('inputs that came or went since the version before are kept with the version, in words for people', async () => {
  const { train, register, project } = await makeProduction();
  await train({ temp: 2, hum: 3 }, 44);
  expect(signatureTexts(await register())).toEqual([]);
  await train({ temp: 2, hum: 4 }, 43);
  expect(signatureTexts(await register())).toEqual([]);
  project.write('data.csv', 'temp,wind,cnt\n1,10,33\n2,20,65\n3,,0\n');
  await train({ temp: 2, wind: 3 }, 42);
  const changed = await register();
  expect(signatureTexts(changed)).toEqual(['input «hum» is gone', 'input «wind» is new (FP32 [-1, 1])']);
  expect(signatureTexts({ tags: { ...changed.tags, [signatureTag]: '[{"side":"moon"}, 3, null]' } })).toEqual([]);
});
