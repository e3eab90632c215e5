// Why a stage would run again, and the key of what it consumes.
import { describe, expect, test } from 'vitest';
import type { ParamValue, StageLock } from '../../engine/domain/pipeline.ts';
import { sha256 as hasher } from '../../engine/node/hasher.ts';
import { resolveStage } from '../../engine/pipeline/resolve.ts';
import { type StageNow, stageKey, stageLockInputs, staleReasons } from '../../engine/pipeline/staleness.ts';
import { pipelineOf } from './pipelineOf.ts';

const stageOf = (words: object = {}, params: Readonly<Record<string, ParamValue>> = { rate: 0.1, seed: 1 }) => {
  const stage = {
    cmd: 'train --rate ${{ params.rate }}',
    deps: ['a.csv', 'b.csv'],
    params: ['seed'],
    outs: ['m.onnx'],
    env: { X: '1' },
    ...words,
  };
  return resolveStage(pipelineOf({ environments: { py: {} }, stages: { train: stage } }), 'train', params);
};
const now: StageNow = { deps: { 'a.csv': 'ha', 'b.csv': 'hb' }, outs: { 'm.onnx': 'hm' }, environment: null };
const lockOf = (stage = stageOf(), at = now): StageLock => ({
  ...stageLockInputs(hasher, stage, at),
  outs: { 'm.onnx': 'hm' },
});
const reasons = (stage = stageOf(), at = now) => staleReasons(stage, lockOf(), at);

describe('a stage', () => {
  test('that never ran says only that', () =>
    expect(staleReasons(stageOf(), null, now)).toEqual([{ code: 'never-run' }]));
  test('with nothing changed may be skipped', () => expect(reasons()).toEqual([]));
  test('runs for another command', () =>
    expect(reasons(stageOf({ cmd: 'train' }))).toEqual([{ code: 'command-changed' }]));
  test('runs for another value in its command', () =>
    expect(reasons(stageOf({}, { rate: 0.2, seed: 1 }))).toEqual([{ code: 'command-changed' }]));
  test('tells a list from a line that reads alike', () => {
    const list = stageOf({ cmd: ['a'] });
    expect(staleReasons(stageOf({ cmd: '["a"]' }), { ...lockOf(list), cmd: 'a' }, now)).toContainEqual({
      code: 'command-changed',
    });
  });
  test('runs for another dep, a missing one, a new one and one no longer read', () => {
    expect(reasons(stageOf(), { ...now, deps: { 'a.csv': 'new', 'b.csv': null } })).toEqual([
      { code: 'dep-changed', subject: 'a.csv' },
      { code: 'dep-missing', subject: 'b.csv' },
    ]);
    expect(reasons(stageOf({ deps: ['a.csv', 'c.csv'] }), { ...now, deps: { 'a.csv': 'ha', 'c.csv': 'hc' } })).toEqual([
      { code: 'dep-changed', subject: 'c.csv' },
      { code: 'dep-changed', subject: 'b.csv' },
    ]);
  });
  test('runs for another param, with its old and new value', () =>
    expect(reasons(stageOf({}, { rate: 0.1, seed: 2 }))).toEqual([
      { code: 'param-changed', subject: 'seed', before: '1', after: '2' },
    ]));
  test('runs for a param more or less', () => {
    expect(reasons(stageOf({ params: ['seed', 'rate'] }))).toEqual([
      { code: 'param-changed', subject: 'rate', after: '0.1' },
    ]);
    expect(reasons(stageOf({ params: [] }))).toEqual([{ code: 'param-changed', subject: 'seed', before: '1' }]);
  });
  test('does not run because a group of params is written in another order', () => {
    const first = stageOf({ params: ['g'] }, { rate: 0.1, g: { a: 1, b: { c: 2, d: 3 } } });
    const second = stageOf({ params: ['g'] }, { rate: 0.1, g: { b: { d: 3, c: 2 }, a: 1 } });
    expect(staleReasons(second, lockOf(first), now)).toEqual([]);
    expect(lockOf(first).key).toBe(lockOf(second).key);
  });
  test('runs for another variable and another environment', () => {
    expect(reasons(stageOf({ env: { X: '2' } }))).toEqual([{ code: 'environment-changed', subject: 'X' }]);
    expect(reasons(stageOf({ environment: 'py' }), { ...now, environment: 'he' })).toEqual([
      { code: 'environment-changed', subject: 'py' },
    ]);
  });
  test('runs for an output that is missing, changed or new', () => {
    expect(reasons(stageOf(), { ...now, outs: { 'm.onnx': null } })).toEqual([
      { code: 'out-missing', subject: 'm.onnx' },
    ]);
    expect(reasons(stageOf(), { ...now, outs: { 'm.onnx': 'other' } })).toEqual([
      { code: 'out-changed', subject: 'm.onnx' },
    ]);
    expect(reasons(stageOf({ outs: ['m.onnx', 'n'] }), { ...now, outs: { 'm.onnx': 'hm', n: 'hn' } })).toEqual([
      { code: 'out-changed', subject: 'n' },
    ]);
  });
  test('with «always» says so', () => expect(reasons(stageOf({ always: true }))).toEqual([{ code: 'always' }]));
});

describe('the key', () => {
  const inputs = { cmd: 'x', env: {}, environment: null, deps: { a: '1', b: '2' }, params: { p: 1, q: 'x' } };
  test('does not depend on the order of names', () =>
    expect(stageKey(hasher, { ...inputs, deps: { b: '2', a: '1' }, params: { q: 'x', p: 1 } })).toBe(
      stageKey(hasher, inputs),
    ));
  test.each([
    ['the command', { cmd: 'y' }],
    ['a variable', { env: { X: '1' } }],
    ['the environment', { environment: 'e' }],
    ['a dep', { deps: { a: '1', b: '3' } }],
    ['the type of a param', { params: { p: '1', q: 'x' } }],
  ])('changes with %s', (_, change) =>
    expect(stageKey(hasher, { ...inputs, ...change })).not.toBe(stageKey(hasher, inputs)),
  );
  test('is a SHA-256', () => expect(stageKey(hasher, inputs)).toMatch(/^[0-9a-f]{64}$/));
});
