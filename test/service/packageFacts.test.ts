// What the try-it form knows of a package: the columns a caller names, and a row to begin with.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realFiles } from '../../engine/node/files.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';
import { exampleRow, packageFacts } from '../../service/packageFacts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-package-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const numeric = (name: string, median: number) => ({
  ...{ kind: 'numeric', name, count: 9, missing: 0, mean: 1, std: 1, min: 0, max: 9, distinct: 9 },
  ...{ quantiles: Array.from({ length: 101 }, (_, i) => (i === 50 ? median : 0)), edges: [], counts: [], sample: [] },
});
const write = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
const manifest = (inputs: readonly unknown[]) => ({
  schema: 1,
  signature: { inputs, outputs: [] },
  profile: 'profile.json',
});
const together = [{ name: 'X', datatype: 'FP32', shape: [-1, 2] }];
const apart = [
  { name: 'temp', datatype: 'FP32', shape: [-1, 1] },
  { name: 'season', datatype: 'BYTES', shape: [-1, 1] },
];
const season = {
  kind: 'categorical',
  name: 'season',
  count: 9,
  missing: 0,
  categories: { winter: 2, summer: 7 },
  other: 0,
};
const pipelineWith = (reference: string) =>
  toPipeline(
    parsePipeline(
      `apiVersion: trainyard/v1\nkind: Pipeline\nname: p\nstages:\n  a: {cmd: 'true', outs: [m.onnx]}\nmodel: {name: p, artifact: m.onnx}\npackage: {reference: ${reference}}\n`,
    ),
    'pipeline.yaml',
  );

describe('a package', () => {
  test('that takes one tensor of several columns is asked by the columns of its reference data', async () => {
    write('trainyard.json', manifest(together));
    write('profile.json', {
      schema: 1,
      rows: 9,
      features: [numeric('temp', 14), numeric('hum', 0.6)],
      predictions: [],
    });
    expect((await packageFacts(realFiles, folder))?.features).toEqual(['temp', 'hum']);
  });
  test('that takes a tensor for each column is asked by its inputs', async () => {
    write('trainyard.json', manifest(apart));
    write('profile.json', { schema: 1, rows: 9, features: [season, numeric('temp', 14)], predictions: [] });
    expect((await packageFacts(realFiles, folder))?.features).toEqual(['temp', 'season']);
  });
  test('that is gone or no package has nothing to tell', async () => {
    expect(await packageFacts(realFiles, join(folder, 'none'))).toBeNull();
    writeFileSync(join(folder, 'trainyard.json'), '{"sch');
    expect(await packageFacts(realFiles, folder)).toBeNull();
  });
});

describe('a row to begin with', () => {
  const facts = async () => {
    write('trainyard.json', manifest(apart));
    write('profile.json', { schema: 1, rows: 9, features: [season, numeric('temp', 14)], predictions: [] });
    const found = await packageFacts(realFiles, folder);
    if (found === null) throw new Error('no package');
    return found;
  };
  const place = () => ({ files: realFiles, root: folder });

  test('is a real one of the reference data, in numbers where they are numbers', async () => {
    writeFileSync(join(folder, 'train.csv'), 'cnt,season,temp\n7,autumn,9.5\n');
    expect(await exampleRow(place(), pipelineWith('train.csv'), await facts())).toEqual({
      temp: 9.5,
      season: 'autumn',
    });
  });
  test('is a typical one where the data is gone or lacks a column', async () => {
    const typical = { temp: 14, season: 'summer' };
    expect(await exampleRow(place(), pipelineWith('gone.csv'), await facts())).toEqual(typical);
    writeFileSync(join(folder, 'train.csv'), 'cnt,season\n7,autumn\n');
    expect(await exampleRow(place(), pipelineWith('train.csv'), await facts())).toEqual(typical);
    expect(await exampleRow(place(), null, await facts())).toEqual(typical);
  });
  test('has as many numbers as the model takes where nothing tells the names of its columns', async () => {
    write('trainyard.json', { ...manifest(together), profile: null });
    const found = await packageFacts(realFiles, folder);
    if (found === null) throw new Error('no package');
    expect(await exampleRow(place(), null, found)).toEqual({ 'X[0]': 0, 'X[1]': 0 });
  });
});
