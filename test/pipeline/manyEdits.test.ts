// Forty thousand edits as people make them, most of them sound: names, edges and outputs move, and every kept part follows.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { checkPipeline, createPipelineChecker } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { dice } from '../kit/dice.ts';

const facts: Facts = { params: { 'params.yaml': { seed: 1, rate: 0.1 } } };
const withFiles: Facts = {
  ...facts,
  files: ['src/a.py', 'data/raw.csv', 'params.yaml'],
  stages: { 'pipeline.yaml': { train: { state: 'succeeded', durationMs: 90_000 } } },
};
interface Pools {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly values: readonly string[];
  /** One edit in so many is a blunder: a key nobody knows, a param that is not listed. */
  readonly calm: number;
}
/** So few that they clash all the time. */
const narrow: Pools = {
  names: ['prepare', 'train', 'trane', 'evaluate', 'report', 'pack', 'a', 'b', 'seed'],
  paths: ['build/x.csv', 'build/y.csv', 'build', 'build/sub/z', 'out.json', 'data/raw.csv', 'src/a.py', 'gone.csv'],
  values: ['seed', 'rate', 'sead', 'missing'],
  calm: 5,
};
/** So many that most texts have no finding, and the first one comes with an edit. */
const wide: Pools = {
  names: Array.from({ length: 80 }, (_, i) => `stage_${i}`),
  paths: Array.from({ length: 60 }, (_, i) => `build/${i}/out.csv`),
  values: ['seed', 'rate'],
  calm: 60,
};

/** A text that is a list of blocks: the head, then one stage each, so that an edit is a block that changes. */
type Blocks = readonly string[];
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: many\nparams: {file: params.yaml}\nstages:\n';

function* edited({ names, paths, values, calm }: Pools, seed: number, count: number): Generator<string> {
  const roll = dice(seed);
  const one = (from: readonly string[]): string => from[roll(from.length)] ?? '';
  const some = (from: readonly string[], most: number): string =>
    Array.from({ length: roll(most + 1) }, () => one(from)).join(', ');
  let present: readonly string[] = [];
  const stage = (): string => {
    const value = roll(3) === 0 ? one(values) : null;
    const isListed = value !== null && roll(calm) > 0;
    return [
      `  ${one(names)}:`,
      `    cmd: python ${one(paths)}${value === null ? '' : ` \${{ params.${value} }}`}${roll(calm) === 0 ? ' ${seed}' : ''}`,
      ...(roll(2) === 0 ? [`    deps: [${some(paths, 2)}]`] : []),
      ...(roll(2) === 0 ? [`    outs: [${one(paths)}]`] : []),
      ...(roll(3) === 0 ? [`    needs: [${roll(calm) === 0 ? one(names) : some(present, 1)}]`] : []),
      ...(isListed || roll(calm) === 0 ? [`    params: [${value ?? one(values)}]`] : []),
      ...(roll(calm) === 0 ? [`    timeout: ${one(['1m', '2m'])}`] : []),
      ...(roll(9) === 0 ? [`    metrics: [m/${one(names)}.json]`] : []),
      ...(roll(calm) === 0 ? [`    ${one(['dep', 'retry', 'owt', '# note', 'timeout'])}: ${one(names)}`] : []),
    ].join('\n');
  };
  let blocks: Blocks = [];
  for (let i = 0; i < count; i += 1) {
    if (i % 25 === 0) blocks = Array.from({ length: 5 }, stage);
    const at = roll(blocks.length + 1);
    const kind = roll(10);
    if (kind === 0 && blocks.length < 10) blocks = blocks.toSpliced(at, 0, stage());
    else if (kind === 1 && blocks.length > 2) blocks = blocks.toSpliced(at, 1);
    else if (kind === 2) blocks = [...blocks.slice(at), ...blocks.slice(0, at)];
    else if (kind < 6) blocks = blocks.toSpliced(at, 1, stage());
    else {
      // One word of one stage becomes another of its kind, as a person renames or retargets.
      const pool = [names, paths, values][roll(3)] ?? names;
      const here = pool.filter(word => blocks.some(text => text.includes(word)));
      const [from, to] = [one(here.length === 0 ? pool : here), one(pool)];
      blocks =
        kind === 9
          ? blocks.map(text => text.replaceAll(from, to))
          : blocks.map((text, k) => (k === at ? text.replace(from, to) : text));
    }
    present = blocks.map(text => /^ {2}(\w+)/.exec(text)?.[1] ?? '');
    const tail = roll(15) === 0 ? `owner: ${one(names)}\n` : '';
    yield `${head}${blocks.join('\n')}\n${tail}`;
  }
}

const runs = [
  ['few', narrow, 11],
  ['few', narrow, 12],
  ['many', wide, 13],
  ['many', wide, 14],
] as const;
const edits = 10_000;

test.for(runs)('kept parts never change a finding (%s names, seed $2)', { timeout: 120_000 }, ([, pools, seed]) => {
  const checker = createPipelineChecker();
  const known = pools === narrow ? withFiles : facts;
  const rules = new Set<string>();
  let quiet = 0;
  for (const text of edited(pools, seed, edits)) {
    const kept = checker.check(text, 'pipeline.yaml', known);
    const expected = checkPipeline(parsePipeline(text), 'pipeline.yaml', known);
    if (!isDeepStrictEqual(kept.diagnostics, expected)) expect(kept.diagnostics, text).toEqual(expected);
    for (const { rule } of expected) rules.add(rule);
    if (expected.length === 0) quiet += 1;
  }
  // The edits reach what spans stages, otherwise they would prove little.
  expect([...rules]).toEqual(
    expect.arrayContaining([
      'cycle',
      'output-twice',
      'unknown-stage',
      'duplicate-key',
      'need-redundant',
      'shell-param',
    ]),
  );
  if (pools === narrow) expect([...rules]).toEqual(expect.arrayContaining(['script-not-dep', 'timeout-short']));
  if (pools === wide) expect(quiet).toBeGreaterThan(edits / 10);
});
