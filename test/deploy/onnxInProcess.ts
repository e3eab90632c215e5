// Opens the ONNX file of a package in this process with onnxruntime-web: the runtime that serves, without its process.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import type { PackageManifest } from '../../engine/domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../engine/domain/tensor.ts';
import { trouble } from '../../engine/errors.ts';
import type { LoadedModel, ModelBackend } from '../../engine/serving/loadedModel.ts';

ort.env.wasm.numThreads = 1;

const types = { FP32: 'float32', FP64: 'float64', INT64: 'int64', INT32: 'int32', BOOL: 'bool' } as const;
type Served = keyof typeof types;
const isServed = (datatype: string): datatype is Served => datatype in types;

export const openInProcess: ModelBackend['open'] = async ({ folder, signal }): Promise<LoadedModel> => {
  if (signal.aborted) throw trouble('cancelled');
  const manifest = JSON.parse(await readFile(join(folder, 'trainyard.json'), 'utf8')) as PackageManifest;
  const session = await ort.InferenceSession.create(await readFile(join(folder, manifest.entry)));
  const outputs = manifest.signature.outputs;
  return {
    ...{ pid: process.pid, signature: manifest.signature, hash: manifest.hash, ended: new Promise(() => {}) },
    async predict(inputs) {
      const feeds = Object.fromEntries(inputs.map(tensor => [tensor.name, toOrt(tensor)]));
      const answers = await session.run(feeds);
      return outputs.map(({ name, datatype }): Tensor => {
        const answer = answers[name];
        if (answer === undefined) throw new Error(`no output ${name}`);
        return { name, datatype, shape: answer.dims, data: answer.data as TensorData };
      });
    },
    close: () => session.release(),
  };
};

function toOrt({ datatype, data, shape }: Tensor): ort.Tensor {
  if (!isServed(datatype)) throw new Error(`no ${datatype} here`);
  return new ort.Tensor(types[datatype], data as Float32Array, [...shape]);
}
