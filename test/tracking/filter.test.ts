// MLflow's filter language: what is understood, and what is refused.
import { describe, expect, test } from 'vitest';
import { MlflowError } from '../../engine/tracking/database/mlflowError.ts';
import { matches, parseFilter } from '../../engine/tracking/mlflow/filter.ts';

const one = (text: string) => parseFilter(text)[0];

describe('is understood', () => {
  test.each([
    ["params.rate = '0.1'", { entity: 'params', key: 'rate', operator: '=', value: { kind: 'text', text: '0.1' } }],
    ['metrics.loss<-1.5e-3', { entity: 'metrics', key: 'loss', operator: '<', value: { number: -0.0015 } }],
    ['metrics.`f1 score` >= 1', { entity: 'metrics', key: 'f1 score', operator: '>=', value: { number: 1 } }],
    ['params."p" != "it\'s"', { entity: 'params', key: 'p', operator: '!=', value: { text: "it's" } }],
    ["tags.mlflow.runName LIKE 'a%'", { entity: 'tags', key: 'mlflow.runName', operator: 'LIKE' }],
    ["tag.a ilike 'A'", { entity: 'tag', key: 'a', operator: 'ILIKE' }],
    ['run_id IN (\'x\', "y")', { entity: 'attribute', key: 'run_id', operator: 'IN', value: { texts: ['x', 'y'] } }],
    ["attributes.run_id not in ('x')", { operator: 'NOT IN' }],
    ['params.rate IS NULL', { operator: 'IS NULL', value: { kind: 'none' } }],
    ['tags.x is not null', { operator: 'IS NOT NULL' }],
    ['metrics.train/loss > 1', { key: 'train/loss' }],
  ])('%s', (text, clause) => expect(one(text)).toMatchObject(clause));

  test('clauses joined by AND, a last AND included', () =>
    expect(parseFilter("metrics.a > 1 and params.b = 'x AND y' AND ").map(({ key }) => key)).toEqual(['a', 'b']));

  test('nothing at all', () => expect(parseFilter('  ')).toEqual([]));

  test('two quotes in a text stay two', () =>
    expect(one("params.a = 'it''s'")).toMatchObject({ value: { text: "it''s" } }));
});

describe('is refused', () => {
  test.each([
    ['params.rate = x'],
    ["params.rate = '1' OR params.rate = '2'"],
    ["(params.rate = '1')"],
    ['metrics.loss >'],
    ["metrics.loss 'x'"],
    ["params.a = '1' params.b = '2'"],
    ['run_id IN (1, 2)'],
    ["run_id IN ('a'"],
    ["params.a = '1'; DROP TABLE runs"],
  ])('%s', text => expect(() => parseFilter(text)).toThrow(MlflowError));
});

describe('of a list known whole', () => {
  test.each([
    ["name LIKE 'a_c%'", 'abcd', true],
    ["name LIKE 'A%'", 'abcd', false],
    ["name ILIKE 'A%'", 'abcd', true],
    ["name = 'a.c'", 'abc', false],
    ["name LIKE 'a.c'", 'abc', false],
    ['name > 3', 4, true],
    ['name != 0', Number.NaN, true],
    ['name = 0', Number.NaN, false],
    ["name != 'x'", undefined, false],
    ["name NOT IN ('x')", 'y', true],
  ])('%s against %s', (text, value, expected) => {
    const clause = one(text);
    expect(clause && matches(value, clause)).toBe(expected);
  });
});
