// Predictions for whole files: right, row by row, tracked, and with clear words where a file does not fit.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { batchPredict, type PredictResult } from '../../engine/deploy/batchPredict.ts';
import type { ModelVersion } from '../../engine/domain/modelVersion.ts';
import { type Project, ports } from '../runner/runnerKit.ts';
import { openServed } from './openServed.ts';
import { makeProduction, type Production } from './productionKit.ts';

async function ready(): Promise<{ production: Production; version: ModelVersion; predict: Predict }> {
  const production = await makeProduction();
  await production.train({ temp: 2, hum: 3 }, 40);
  const version = await production.register();
  return { production, version, predict: predictWith(production) };
}
type Predict = (
  input: string,
  output: string,
  more?: { at?: number | string; signal?: AbortSignal },
) => Promise<PredictResult>;

function predictWith({ project, registry }: Production): Predict {
  const context = {
    ...{ ports, registry, tracking: project.context.tracking, openModel: openServed },
    interpreter: async () => 'python3',
  };
  return (input, output, { at = 'challenger', signal = new AbortController().signal } = {}) =>
    batchPredict(context, {
      ...{ selector: { model: 'bike', at }, userId: 'ada', signal, onProgress: () => {} },
      ...{ input: join(project.root, input), output: join(project.root, output) },
    });
}

test('a CSV file gets a column with the model’s answers, and a run that says how', async () => {
  const { production, version, predict } = await ready();
  const { project } = production;
  project.write('in.csv', '\uFEFFday,hum,temp\n"a, b",10,1\nc,20,2\n');
  const done = await predict('in.csv', 'out.csv');
  expect(project.read('out.csv')).toBe('day,hum,temp,variable\n"a, b",10,1,33\nc,20,2,65\n');
  expect(done).toMatchObject({ rows: 2, version: 1, unused: ['day'] });
  const run = project.context.tracking.run(done.runId);
  expect(run).toMatchObject({
    ...{ status: 'FINISHED', name: 'predict-bike-1' },
    params: { model: 'bike', version: '1', input: join(project.root, 'in.csv') },
    tags: { 'trainyard.package_hash': version.hash },
    metrics: { rows: { value: 2 } },
  });
  expect(run?.experimentId).toBe(project.context.tracking.run(version.runId ?? '')?.experimentId);
  expect(run?.metrics.rows_per_second?.value).toBeGreaterThan(0);
});

test('JSON, JSON Lines and pandas’ split give the same answers', async () => {
  const { production, predict } = await ready();
  const { project } = production;
  project.write('a.json', '[{"temp": 1, "hum": 10}, {"hum": 20, "temp": 2, "variable": 7}]');
  project.write('b.jsonl', '{"temp": 1, "hum": 10}\n\n{"temp": 2, "hum": 20}\n');
  project.write('c.json', '{"dataframe_split": {"columns": ["hum", "temp"], "data": [[10, 1], [20, 2]]}}');
  await predict('a.json', 'a.out.json');
  expect(JSON.parse(project.read('a.out.json'))).toEqual([
    { temp: 1, hum: 10, variable: null, predicted_variable: 33 },
    { temp: 2, hum: 20, variable: 7, predicted_variable: 65 },
  ]);
  await predict('b.jsonl', 'b.out.jsonl');
  expect(project.read('b.out.jsonl')).toBe('{"temp":1,"hum":10,"variable":33}\n{"temp":2,"hum":20,"variable":65}\n');
  await predict('c.json', 'c.csv');
  expect(project.read('c.csv')).toBe('hum,temp,variable\n10,1,33\n20,2,65\n');
});

test('long files go through in chunks, in their order', async () => {
  const { production, predict } = await ready();
  const rows = Array.from({ length: 30_001 }, (_, row) => `${row},${row % 7}`);
  production.project.write('in.csv', `temp,hum\n${rows.join('\n')}\n`);
  expect(await predict('in.csv', 'out.csv')).toMatchObject({ rows: 30_001 });
  const lines = production.project.read('out.csv').trim().split('\n').slice(1);
  expect(lines).toHaveLength(30_001);
  const wrong = lines.filter((line, row) => line !== `${row},${row % 7},${row * 2 + (row % 7) * 3 + 1}`);
  expect(wrong).toEqual([]);
});

describe('what does not fit', () => {
  test.each<[string, string, string, { code: string; args: Record<string, string> }]>([
    [
      'a missing column',
      'in.csv',
      'temp,humm\n1,2\n',
      { code: 'data-unreadable', args: { reason: 'the table lacks the column «hum»; did «humm» mean it?' } },
    ],
    [
      'a text for a number',
      'in.csv',
      `temp,hum\n${'1,2\n'.repeat(1_500)}1,wet\n`,
      { code: 'model-input', args: { reason: 'row 1501: «hum» is «wet», not a number' } },
    ],
    [
      'two columns of one name',
      'in.csv',
      'temp,hum,temp\n1,2,3\n',
      { code: 'data-unreadable', args: { reason: 'two columns are named «temp»' } },
    ],
    [
      'a row too short',
      'in.csv',
      'temp,hum\n1,2\n1\n',
      { code: 'data-unreadable', args: { reason: 'Invalid Record Length: expect 2, got 1 on line 3' } },
    ],
    ['an empty file', 'in.csv', '', { code: 'data-unreadable', args: { reason: 'it is empty' } }],
    ['JSON that is none', 'in.jsonl', '{"temp": 1, "hum": 2}\n{"temp"\n', { code: 'data-unreadable', args: {} }],
    ['no Parquet', 'in.parquet', 'temp,hum\n1,2\n', { code: 'data-unreadable', args: {} }],
    [
      'another kind of file',
      'in.xlsx',
      'x',
      { code: 'data-unreadable', args: { reason: 'its name ends neither in .csv, .parquet nor .json' } },
    ],
  ])('%s is told, leaves no output, and the run has failed', async (_, name, text, error) => {
    const { production, predict } = await ready();
    const { project } = production;
    project.write(name, text);
    await expect(predict(name, 'out/out.csv')).rejects.toMatchObject(error);
    expect(project.has('out') ? readdirSync(join(project.root, 'out')) : []).toEqual([]);
    expect(lastPredict(project)?.status).toBe('FAILED');
  });

  test('a file that is not there, an output of another kind, unknown models and versions', async () => {
    const { production, predict } = await ready();
    production.project.write('in.csv', 'temp,hum\n1,2\n');
    await expect(predict('no.csv', 'out.csv')).rejects.toMatchObject({ args: { reason: 'there is no such file' } });
    await expect(predict('in.csv', 'out.xlsx')).rejects.toMatchObject({ code: 'data-unreadable' });
    await expect(predict('in.csv', 'out.csv', { at: 9 })).rejects.toMatchObject({
      code: 'version-unknown',
      args: { model: 'bike', version: 9, known: 'challenger, 1' },
    });
  });

  test('a package that was changed since is not used', async () => {
    const { production, version, predict } = await ready();
    production.project.write('in.csv', 'temp,hum\n1,2\n');
    writeFileSync(join(version.folder ?? '', 'model.onnx'), 'x');
    await expect(predict('in.csv', 'out.csv')).rejects.toMatchObject({
      code: 'package-invalid',
      args: { path: 'bike version 1', reason: '«model.onnx» was changed' },
    });
  });

  test('cancelled: no output, and the run says so', async () => {
    const { production, predict } = await ready();
    production.project.write('in.csv', 'temp,hum\n1,2\n');
    await expect(predict('in.csv', 'out.csv', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(production.project.has('out.csv')).toBe(false);
    expect(lastPredict(production.project)?.status).toBe('KILLED');
  });
});

const lastPredict = ({ context }: Project) =>
  context.tracking.runs({ limit: 10 }).find(({ tags }) => tags['trainyard.kind'] === 'predict');
