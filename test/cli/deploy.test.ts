// From a run to production and back by typing: real processes, a real service, router and model servers.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReferenceProfile } from '../../engine/domain/modelPackage.ts';
import type { Deployment, ModelList, Rollout, Trace } from '../../protocol/deployApi.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { documentOf, type TestProject, testProject } from './commandLine.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pipeline = (strategy: string, approval = 'none') => `apiVersion: trainyard/v1
kind: Pipeline
name: bike
stages:
  train:
    cmd: mkdir -p build && cp source.onnx build/model.onnx && cp source.json metrics.json
    deps: [source.onnx, source.json]
    outs: [build/model.onnx]
    metrics: [metrics.json]
gates:
  quality: {metric: "train:metrics.json#rmse", op: "<=", value: 60}
package: {reference: reference.csv, target: cnt}
model: {name: bike, artifact: build/model.onnx, registry: {type: mlflow, alias: challenger}, requires: [quality]}
deploy:
  local: {platform: local, approval: ${approval}, strategy: ${strategy}}
`;
const canary = '{type: canary, steps: [{traffic: 20, hold: 10m, min_requests: 5}, {traffic: 100}], bake: 1s}';

interface Shown {
  readonly deployments: readonly { readonly deployment: Deployment; readonly headerFile: string }[];
}
interface Ended {
  readonly deployment: Deployment;
  readonly rollout: Rollout;
  readonly isVerified: boolean;
}

describe('a model', () => {
  let project: TestProject;
  beforeAll(() => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},${2 * i + 1}`);
    project = testProject({
      'pipeline.yaml': pipeline('{type: recreate}'),
      'reference.csv': `a,cnt\n${rows.join('\n')}\n`,
    });
  });
  afterAll(async () => {
    await project.trainyard(['stop', '--remove']);
    await project.remove();
  });
  const train = async (bias: number, rmse: number): Promise<void> => {
    writeFileSync(join(project.folder, 'source.onnx'), linearModel({ a: 2 }, bias));
    project.write('source.json', JSON.stringify({ rmse }));
    expect((await project.trainyard(['run', '--json'])).code).toBe(0);
  };
  const shown = async () => {
    const [one] = documentOf<Shown>(await project.trainyard(['deployments', '--json'])).deployments;
    if (one === undefined) throw new Error('nothing is deployed');
    return one;
  };
  const ask = async (a: number, id: string): Promise<number | undefined> => {
    const { deployment, headerFile } = await shown();
    const [name = '', value = ''] = readFileSync(headerFile, 'utf8')
      .trim()
      .split(/: (.*)/s);
    const answer = await fetch(`${deployment.url}/v2/models/bike/infer`, {
      method: 'POST',
      headers: { [name]: value, 'content-type': 'application/json' },
      body: JSON.stringify({ id, inputs: [{ name: 'a', datatype: 'FP32', shape: [1, 1], data: [a] }] }),
    });
    return ((await answer.json()) as { outputs: { data: number[] }[] }).outputs[0]?.data[0];
  };

  test('has nothing to show before it is there, and every answer says what to do', async () => {
    expect((await project.trainyard(['deployments'])).out).toContain('Nothing is deployed yet. «trainyard deploy»');
    expect((await project.trainyard(['monitor'])).out).toContain('Nothing is watched.');
    expect((await project.trainyard(['gates'])).out).toMatch(/○ quality +no run to judge yet +required/);
    expect(await project.trainyard(['rollback'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Nothing is deployed yet'),
    });
    expect(await project.trainyard(['predict'])).toMatchObject({ code: 2, err: expect.stringContaining('--input') });
    expect(await project.trainyard(['deploy', 'moon'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('moon'),
    });
  });
  test('is kept from the registry by a gate, which is named with its numbers', async () => {
    await train(1, 90);
    expect(await project.trainyard(['gates'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ quality +rmse 90 > 60/),
    });
    const refused = await project.trainyard(['register']);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/quality.*60.*90/);
  });
  test('is registered and brought out, and the last line says what is served', async () => {
    await train(1, 40);
    expect((await project.trainyard(['gates'])).code).toBe(0);
    const registered = await project.trainyard(['register', '--why', 'first one']);
    expect(registered).toMatchObject({ code: 0, out: expect.stringMatching(/bike v1 is registered.*challenger/) });
    const out = await project.trainyard(['deploy']);
    expect(out.code, out.err).toBe(0);
    expect(out.out).toMatch(/v1 promoted\./);
    expect(out.out).toMatch(/local serves v1, hash [0-9a-f]{12}, as its model servers confirm\./);
  });
  test('keeps what its reference data looked like', async () => {
    const stored = readdirSync(join(project.folder, 'mlruns'), { recursive: true, encoding: 'utf8' });
    const file = join(project.folder, 'mlruns', stored.find(name => name.endsWith('profile.json')) ?? 'none');
    const profile = JSON.parse(readFileSync(file, 'utf8')) as ReferenceProfile;
    expect(profile).toMatchObject({ rows: 50, features: [{ name: 'a', kind: 'numeric', min: 0, max: 49 }] });
    expect(profile.predictions[0]).toMatchObject({ min: 1, max: 99 });
  });
  test('tells how to send a request without telling the token', async () => {
    const { out } = await project.trainyard(['deployments']);
    const token = (await project.trainyard(['deployments', '--token', 'local'])).out.trim();
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(out).not.toContain(token);
    const { headerFile } = await shown();
    expect(out).toContain(`curl -H @${headerFile} `);
    expect(existsSync(headerFile)).toBe(true);
    expect(await ask(4, 'first')).toBe(9);
  });
  test('goes out in steps, holds, goes on, and is promoted by a person', async () => {
    project.write('pipeline.yaml', pipeline(canary));
    await train(5, 38);
    expect((await project.trainyard(['register'])).code).toBe(0);
    const following = project.start(['deploy', 'local']);
    await following.until('step 1 of 2: 20 %');
    expect(await project.trainyard(['hold', '--why', 'lunch'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('trainyard resume'),
    });
    expect(await following.end).toMatchObject({
      code: 1,
      out: expect.stringContaining('It holds: «trainyard resume local»'),
    });
    expect((await project.trainyard(['resume', '--detach'])).code).toBe(0);
    const promoted = await project.trainyard(['promote', '--why', 'good', '--json']);
    expect(promoted.code, promoted.err).toBe(0);
    expect(documentOf<Ended>(promoted)).toMatchObject({
      isVerified: true,
      rollout: { state: 'promoted', to: { version: 2 } },
    });
    expect(await ask(4, 'second')).toBe(13);
  });
  test('goes back, and the old hash is confirmed', async () => {
    const back = await project.trainyard(['rollback', '--why', 'complaints', '--json']);
    expect(back.code, back.err).toBe(0);
    const { deployment, isVerified } = documentOf<Ended>(back);
    expect({ version: deployment.stable?.version, isVerified }).toEqual({ version: 1, isVerified: true });
    expect(await ask(4, 'third')).toBe(9);
    expect(await project.trainyard(['rollback', '--to', '99'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('99'),
    });
    expect((await project.trainyard(['rollback', '--to', 'old'])).code).toBe(2);
  });
  test('waits for approval where the file asks for it', async () => {
    project.write('pipeline.yaml', pipeline('{type: recreate}', 'required'));
    const waiting = await project.trainyard(['deploy', '--version', 'v2']);
    expect(waiting).toMatchObject({ code: 0, out: expect.stringContaining('«trainyard approve local»') });
    expect((await project.trainyard(['approve', '--reject', '--why', 'not today'])).code).toBe(0);
    expect((await shown()).deployment).toMatchObject({ stable: { version: 1 }, rollout: { state: 'rejected' } });
    expect((await project.trainyard(['deploy', '--version', '2'])).code).toBe(0);
    const approved = await project.trainyard(['approve', '--json']);
    expect(approved.code, approved.err).toBe(0);
    expect(documentOf<Ended>(approved).rollout).toMatchObject({ state: 'promoted', to: { version: 2 } });
  });
  test('leads from an answer back to its run, and the record of it all is whole', async () => {
    await ask(7, 'order-17');
    let traced = await project.trainyard(['trace', 'order-17', '--json']);
    for (let tries = 0; traced.code !== 0 && tries < 5; tries++)
      traced = await project.trainyard(['trace', 'order-17', '--json']);
    const { trace } = documentOf<{ trace: Trace }>(traced);
    expect(trace).toMatchObject({ model: 'bike', version: 2 });
    expect((await project.trainyard(['trace', 'order-17'])).out).toMatch(/data +source\.onnx +[0-9a-f]{12}/);
    expect(await project.trainyard(['trace', 'order-18'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('order-18'),
    });
    const audit = await project.trainyard(['audit', '--target', 'local']);
    for (const word of ['rollback', 'promote', 'complaints', 'not today', 'The record is whole'])
      expect(audit.out).toContain(word);
    expect((await project.trainyard(['audit', '--verify'])).code).toBe(0);
    const file = join(project.folder, '.trainyard', 'audit.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('complaints', 'praise'));
    expect(await project.trainyard(['audit', '--verify'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('was changed'),
    });
    writeFileSync(file, text);
  });
  test('takes labels from a file, and says which line is wrong', async () => {
    project.write('labels.csv', 'id,value,at\norder-17,19,2026-03-01T10:00:00Z\nfirst,9\n');
    const wrong = await project.trainyard(['monitor', '--labels', 'labels.csv']);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('labels.csv') });
    project.write('labels.csv', 'id,value,row\norder-17,19,0\nfirst,9,0\nfirst,,0\n');
    expect((await project.trainyard(['monitor', '--labels', 'labels.csv'])).err).toContain('line 4: there is no value');
    project.write('labels.csv', 'id,value,row\norder-17,19,0\nfirst,9,0\n');
    expect((await project.trainyard(['monitor', '--labels', 'labels.csv'])).out).toContain('2 of 2 labels taken.');
    expect((await project.trainyard(['trace', 'order-17'])).out).toMatch(/label +19/);
  });
  test('predicts a file by version, tracked as a run', async () => {
    project.write('rows.csv', 'a\n1\n2\n3\n');
    const done = await project.trainyard(['predict', '--input', 'rows.csv', '--model', 'bike@1']);
    expect(done.code, done.err).toBe(0);
    expect(done.out).toContain('3 rows predicted by bike v1');
    const lines = readFileSync(join(project.folder, 'rows.predictions.csv'), 'utf8').trim().split('\n');
    expect(lines.slice(1).map(line => Number(line.split(',').at(-1)))).toEqual([3, 5, 7]);
    expect(await project.trainyard(['predict', '--input', 'rows.csv', '--model', 'bike@9'])).toMatchObject({ code: 2 });
  });
  test('is listed with its versions, and aliases are given and taken away', async () => {
    const { models } = documentOf<{ models: ModelList }>(await project.trainyard(['models', '--json']));
    expect(models).toMatchObject([{ name: 'bike', versions: [{ version: 2 }, { version: 1 }] }]);
    expect((await project.trainyard(['models', 'bike'])).out).toMatch(/v2 .*champion.* rmse 38 .*1 of 1 passed/);
    expect((await project.trainyard(['models', 'bike', '--set', 'fallback=1'])).out).toMatch(/v1 +fallback /);
    expect((await project.trainyard(['models', 'bike', '--unset', 'fallback'])).out).not.toContain('fallback');
    for (const [wrong, word] of [
      [['moon'], 'moon'],
      [['bike', '--set', 'fallback=99'], '99'],
      [['bike', '--set', 'fallback'], 'champion=3'],
      [['--set', 'fallback=1'], 'Name the model'],
      [['bike', '--set', 'fallback=1', '--unset', 'champion'], 'one at a time'],
    ] as const)
      expect(await project.trainyard(['models', ...wrong])).toMatchObject({
        code: 2,
        err: expect.stringContaining(word),
      });
  });
  test('is stopped, started again and forgotten', async () => {
    expect((await project.trainyard(['stop'])).out).toContain('local is stopped');
    expect((await shown()).deployment.state).toBe('stopped');
    expect((await project.trainyard(['start'])).code).toBe(0);
    expect((await project.trainyard(['stop', '--remove'])).out).toContain('local is forgotten');
    expect((await project.trainyard(['deployments'])).out).toContain('Nothing is deployed yet');
  });
});
