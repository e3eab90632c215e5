// A person registers a model from the command line: gates, versions, aliases, and the words when something is missing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GateView, ModelList } from '../../protocol/registryApi.ts';
import { identityModel } from '../kit/onnxModels.ts';
import { documentOf, type TestProject, testProject } from './commandLine.ts';

const pipeline = (r2: number): string => `apiVersion: trainyard/v1
kind: Pipeline
name: demo
stages:
  train:
    cmd: 'cp given.onnx model.onnx; echo "{\\"r2\\": ${r2}}" > metrics.json'
    deps: [given.onnx]
    outs: [model.onnx]
    metrics: [metrics.json]
gates:
  quality: {metric: "train:metrics.json#r2", op: ">=", value: 0.8}
  no-regression: {metric: "train#r2", op: ">=", baseline: champion, tolerance: 1%}
model: {name: demo, artifact: model.onnx, requires: [quality, no-regression]}
`;

let project: TestProject;
const say = (...words: readonly string[]) => project.trainyard(words);

beforeAll(() => {
  project = testProject({ 'pipeline.yaml': pipeline(0.934) });
  writeFileSync(join(project.folder, 'given.onnx'), identityModel());
});
afterAll(() => project.remove());

describe('a model', { timeout: 60_000 }, () => {
  test('cannot be registered before a run, and nothing is listed', async () => {
    expect((await say('models')).out).toBe(
      'No model is registered yet. «trainyard register» registers the last run’s.\n',
    );
    expect((await say('gates')).out).toMatch(/quality\s+r2 ≥ 0.8\s+not judged yet\s+required/);
    const { code, err } = await say('register');
    expect(err).toContain('No run of «demo» has succeeded yet. Run it, then register its model.');
    expect(code).toBe(1);
  });
  test('is registered once its gates pass', async () => {
    await say('run');
    const gates = await say('gates');
    expect(gates.out).toMatch(/✓ quality\s+r2 ≥ 0.8\s+r2 0.934 ≥ 0.8\s+required/);
    expect(gates.out).toMatch(/✓ no-regression\s+r2 ≥ champion\s+r2 0.934 · no champion yet\s+required/);
    const { code, out } = await say('register', '--alias', 'champion', '--description', 'the first');
    expect(out).toMatch(/^demo v1 {2}champion {2}[0-9a-f]{12}\n {2}✓ quality {2}r2 0.934 ≥ 0.8\n/);
    expect(code).toBe(0);
  });
  test('is listed with its alias, metric and gates', async () => {
    expect((await say('models')).out).toMatch(/v1\s+champion\s+r2 0.934\s+2 of 2 passed\s+just now/);
    const { models } = documentOf<{ readonly models: ModelList }>(await say('models', 'demo', '--json'));
    expect(models[0]?.versions[0]).toMatchObject({ version: 1, description: 'the first', metrics: { r2: 0.934 } });
  });
  test('that is worse than the champion is not registered', async () => {
    writeFileSync(join(project.folder, 'pipeline.yaml'), pipeline(0.9));
    await say('run');
    const gates = await say('gates', '--json');
    expect(gates.code).toBe(1);
    expect(documentOf<{ readonly gates: readonly GateView[] }>(gates).gates[1]?.verdict).toMatchObject({
      ...{ state: 'failed', measured: 0.9, baseline: { alias: 'champion', version: 1, value: 0.934 } },
    });
    expect((await say('gates')).out).toMatch(/✗ no-regression\s+r2 ≥ champion\s+r2 0.9 < champion 0.9247/);
    const { code, err } = await say('register');
    expect(err).toContain('demo was not registered: no-regression (r2 0.9 is not >= 0.92466 (champion v1)).');
    expect(code).toBe(1);
  });
  test('loses and gets aliases', async () => {
    expect((await say('models', 'demo', '--unset', 'champion')).out).not.toContain('champion');
    expect((await say('models', 'demo', '--set', 'staging=1')).out).toContain('staging');
    const unknown = await say('models', 'demo', '--set', 'champion=9');
    expect(unknown.err).toContain('Model «demo» has no version or alias «9». It has: v1.');
    expect(unknown.code).toBe(2);
  });
  test('is asked for by words that are understood, or not', async () => {
    expect((await say('models', '--set', 'champion=1')).err).toContain('Name the model whose alias changes.');
    expect((await say('models', 'demo', '--set', 'champion')).err).toContain('is not of the form champion=3.');
    expect((await say('models', 'other')).code).toBe(2);
    expect((await say('register', '--run', 'nobody')).err).toContain('There is no run «nobody».');
  });
});
