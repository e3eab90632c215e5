// Models that only Python loads, in a real environment with scikit-learn and MLflow.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import type { LoadedModel } from '../../engine/serving/loadedModel.ts';
import { openModel } from '../../engine/serving/openModel.ts';
import { modelLaunch } from '../../service/modelServer/modelLaunch.ts';
import { peerPython } from '../peers/environments.ts';
import { serviceEntry, writePackage } from './servingKit.ts';

let python: string;
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 600_000);

const folder = (): string => mkdtempSync(join(tmpdir(), 'trainyard-python-'));
const make = (place: string, program: string): string =>
  execFileSync(python, ['-c', program, place], { encoding: 'utf8' });
const open = (place: string): Promise<LoadedModel> =>
  openModel(nodePorts(), modelLaunch(serviceEntry, join(place, '../python-worker.log')), {
    folder: place,
    python,
    signal: new AbortController().signal,
  });
const doubles = (name: string, ...values: number[]) =>
  ({ name, datatype: 'FP64', shape: [values.length], data: Float64Array.from(values) }) as const;

test('a pickled scikit-learn model answers named columns, prints where it likes, and refuses what it cannot take', async () => {
  const place = folder();
  make(
    place,
    `import sys, joblib, pandas
from sklearn.linear_model import LinearRegression
table = pandas.DataFrame({"a": [0.0, 1.0, 2.0], "b": [1.0, 0.0, 5.0]})
joblib.dump(LinearRegression().fit(table, 2 * table.a + 3 * table.b + 1), sys.argv[1] + "/model.joblib")`,
  );
  const signature: Signature = {
    inputs: ['b', 'a'].map(name => ({ name, datatype: 'FP64', shape: [-1] })),
    outputs: [{ name: 'output-0', datatype: 'FP64', shape: [-1] }],
  };
  const { hash } = writePackage(place, { backend: 'python', entry: 'model.joblib', signature, files: {} });
  const model = await open(place);
  expect(model.hash).toBe(hash);
  const [answer] = await model.predict([doubles('a', 10, 20), doubles('b', 1, 2)]);
  expect(answer?.shape).toEqual([2]);
  expect(Array.from(answer?.data as Float64Array, value => Math.round(value * 1e6) / 1e6)).toEqual([24, 47]);
  await expect(model.predict([doubles('a', 1)])).rejects.toMatchObject({ code: 'model-input' });
  await expect(model.predict([doubles('a', Number.NaN), doubles('b', 1)])).rejects.toMatchObject({
    code: 'model-input',
    args: { reason: expect.stringContaining('NaN') },
  });
  expect((await model.predict([doubles('a', 0), doubles('b', 0)]))[0]?.data[0]).toBeCloseTo(1);
  await model.close();
});

test('a model that MLflow saved answers texts as labels and survives its own printing', async () => {
  const place = folder();
  make(
    place,
    `import sys, mlflow, pandas
class Namer(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        print("on standard output")
        return [("big " if size > 10 else "small ") + name for size, name in zip(model_input["size"], model_input["name"])]
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, Schema
signature = ModelSignature(Schema([ColSpec("double", "size"), ColSpec("string", "name")]), Schema([ColSpec("string")]))
mlflow.pyfunc.save_model(sys.argv[1] + "/model", python_model=Namer(), signature=signature, pip_requirements=[])`,
  );
  const signature: Signature = {
    inputs: [
      { name: 'size', datatype: 'FP64', shape: [-1] },
      { name: 'name', datatype: 'BYTES', shape: [-1] },
    ],
    outputs: [{ name: 'output-0', datatype: 'BYTES', shape: [-1] }],
  };
  writePackage(place, { backend: 'python', entry: 'model', signature, files: {} });
  const model = await open(place);
  const names = ['Düne', 'Berg'].map(text => new TextEncoder().encode(text));
  const [answer] = await model.predict([
    doubles('size', 1, 100),
    { name: 'name', datatype: 'BYTES', shape: [2], data: names },
  ]);
  const texts = (answer?.data ?? []) as readonly Uint8Array[];
  expect(texts.map(item => new TextDecoder().decode(item))).toEqual(['small Düne', 'big Berg']);
  await model.close();
});

test('what Python says when it cannot load a model is told', async () => {
  const place = folder();
  const signature: Signature = { inputs: [doublesSpec], outputs: [doublesSpec] };
  writePackage(place, { backend: 'python', entry: 'model.pkl', signature, files: { 'model.pkl': 'no pickle' } });
  await expect(open(place)).rejects.toMatchObject({
    code: 'model-unloadable',
    args: { reason: expect.stringMatching(/Error: /) },
  });
});
const doublesSpec = { name: 'a', datatype: 'FP64', shape: [-1] } as const;
