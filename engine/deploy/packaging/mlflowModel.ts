// MLflow's `MLmodel` file: written for ONNX models so that MLflow loads our packages, and read from models it saved.
import { parse } from 'yaml';
import type { Datatype, Signature, TensorSpec } from '../../domain/modelPackage.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

/** NumPy's names, which MLflow's tensor signatures use. */
const numpyNames: Readonly<Record<Datatype, string>> = {
  ...{ BOOL: 'bool', UINT8: 'uint8', UINT16: 'uint16', UINT32: 'uint32', UINT64: 'uint64', INT8: 'int8' },
  ...{ INT16: 'int16', INT32: 'int32', INT64: 'int64', FP16: 'float16', FP32: 'float32', FP64: 'float64' },
  BYTES: 'str',
};
const datatypeOfNumpy: Readonly<Record<string, Datatype>> = Object.fromEntries(
  Object.entries(numpyNames).map(([datatype, name]) => [name, datatype as Datatype]),
);
/** Column types of MLflow's other kind of signature. */
const datatypeOfColumn: Readonly<Record<string, Datatype>> = {
  ...{ boolean: 'BOOL', integer: 'INT32', long: 'INT64', float: 'FP32', double: 'FP64', string: 'BYTES' },
  ...{ binary: 'BYTES', datetime: 'BYTES' },
};

/** Text of the file for an ONNX model beside it. Holds no time and no random id: the same model gives the same text. */
export function onnxModelText(file: string, signature: Signature): string {
  const specs = (tensors: readonly TensorSpec[]): string =>
    JSON.stringify(
      tensors.map(({ name, datatype, shape }) => ({
        name,
        type: 'tensor',
        'tensor-spec': { dtype: numpyNames[datatype], shape },
      })),
    );
  return [
    'flavors:',
    '  onnx:',
    `    data: ${file}`,
    '    providers:',
    '    - CPUExecutionProvider',
    '  python_function:',
    `    data: ${file}`,
    '    env:',
    '      virtualenv: python_env.yaml',
    '    loader_module: mlflow.onnx',
    'signature:',
    `  inputs: ${quote(specs(signature.inputs))}`,
    `  outputs: ${quote(specs(signature.outputs))}`,
    '  params: null',
    '',
  ].join('\n');
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What MLflow's `virtualenv` environments are built from; `python` such as `3.11`, null where nothing says. */
export const pythonEnvText = (python: string | null): string =>
  [
    ...(python === null ? [] : [`python: "${python}"`]),
    'build_dependencies:',
    '- pip',
    'dependencies:',
    '- -r requirements.txt',
    '',
  ].join('\n');

/** Signature of a saved model that Python can serve; fails with a sentence's part. */
export function readModelText(text: string): Result<Signature, string> {
  const data = parseYaml(text);
  if (!isRecord(data) || !isRecord(data.flavors)) return fail('its MLmodel file cannot be read');
  if (!isRecord(data.flavors.python_function)) return fail('MLflow saved it without the python_function flavor');
  const told = isRecord(data.signature) ? data.signature : null;
  if (typeof told?.inputs !== 'string')
    return fail('it was saved without a signature; give mlflow an input_example or a signature');
  const inputs = readSpecs(told.inputs, 'input');
  const outputs = typeof told.outputs === 'string' ? readSpecs(told.outputs, 'output') : [];
  return inputs === null || outputs === null
    ? fail('its signature has types that cannot be served')
    : ok({ inputs, outputs });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // It is told as one that cannot be read.
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What has no name is called `input-0`, as MLServer does. */
function readSpecs(text: string, kind: 'input' | 'output'): readonly TensorSpec[] | null {
  const list: unknown = parseYaml(text);
  if (!Array.isArray(list)) return null;
  const specs = list.map((item, index) => (isRecord(item) ? toSpec(item, `${kind}-${index}`) : null));
  return specs.every(spec => spec !== null) ? specs : null;
}

function toSpec(item: Readonly<Record<string, unknown>>, fallback: string): TensorSpec | null {
  const name = typeof item.name === 'string' ? item.name : fallback;
  const tensor = item['tensor-spec'];
  if (isRecord(tensor)) {
    const datatype = datatypeOfNumpy[String(tensor.dtype)];
    const shape = Array.isArray(tensor.shape) ? tensor.shape.map(Number) : [-1];
    return datatype === undefined ? null : { name, datatype, shape };
  }
  const datatype = datatypeOfColumn[String(item.type)];
  return datatype === undefined ? null : { name, datatype, shape: [-1] };
}
