// A scikit-learn model in a joblib or pickle file becomes the folder of an MLflow model, so that one worker serves both.
import type { Signature, TensorSpec } from '../../domain/modelPackage.ts';
import { isTrouble, trouble } from '../../errors.ts';
import type { Ports } from '../../ports.ts';

/** Loads the file where its libraries are, writes it as a plain pickle, and tells what it takes and gives. */
const program = `
import json, pickle, platform, sys
source, target = sys.argv[1:3]
try:
    import joblib
    model = joblib.load(source)
except ImportError:
    with open(source, "rb") as file:
        model = pickle.load(file)
if not hasattr(model, "predict"):
    sys.exit("it is a %s, which has no predict method" % type(model).__name__)
import sklearn
with open(target, "wb") as file:
    pickle.dump(model, file, protocol=4)
names = getattr(model, "feature_names_in_", None)
kind = getattr(getattr(model, "classes_", None), "dtype", None)
print(json.dumps({
    "python": platform.python_version(),
    "sklearn": sklearn.__version__,
    "names": None if names is None else [str(name) for name in names],
    "width": getattr(model, "n_features_in_", None),
    "answers": "f" if kind is None else kind.kind,
}))
`;

interface Told {
  readonly python: string;
  readonly sklearn: string;
  readonly names: readonly string[] | null;
  readonly width: number | null;
  /** NumPy's letter for the kind of the classes. */
  readonly answers: string;
}
interface PickledInput {
  readonly ports: Pick<Ports, 'processes' | 'files'>;
  /** Interpreter of the environment that the model was fitted in. */
  readonly interpreter: string;
  readonly source: string;
  /** The package's folder; the model is written into it. */
  readonly folder: string;
  /** Columns that hold texts; all others are numbers. */
  readonly textColumns: ReadonlySet<string>;
  readonly signal: AbortSignal;
}
const pickleName = 'model.pkl';

/** Text of `MLmodel`, and what goes in and out. Throws `package-invalid` with Python's last line. */
export async function wrapPickledModel(
  input: PickledInput,
): Promise<{ readonly text: string; readonly signature: Signature }> {
  const told = await load(input);
  const columns = told.names?.map(name => ({ name, type: input.textColumns.has(name) ? 'string' : 'double' }));
  if (columns === undefined && told.width === null)
    throw refused(input.source, 'it does not tell how many columns it takes');
  const answer = answerTypes[told.answers] ?? answerTypes.f;
  const inputs = columns ?? [tensorSpec('float64', [-1, told.width ?? -1])];
  const outputs = [tensorSpec(answer.numpy, [-1])];
  const signature: Signature = {
    inputs: columns?.map(toSpec) ?? [{ name: 'input-0', datatype: 'FP64', shape: [-1, told.width ?? -1] }],
    outputs: [{ name: 'output-0', datatype: answer.datatype, shape: [-1] }],
  };
  return { text: modelText(told, JSON.stringify(inputs), JSON.stringify(outputs)), signature };
}

const answerTypes: { readonly f: Answer; readonly [kind: string]: Answer | undefined } = {
  f: { numpy: 'float64', datatype: 'FP64' },
  i: { numpy: 'int64', datatype: 'INT64' },
  b: { numpy: 'bool', datatype: 'BOOL' },
  U: { numpy: 'str', datatype: 'BYTES' },
  O: { numpy: 'object', datatype: 'BYTES' },
};
interface Answer {
  readonly numpy: string;
  readonly datatype: TensorSpec['datatype'];
}
const tensorSpec = (dtype: string, shape: readonly number[]) => ({ type: 'tensor', 'tensor-spec': { dtype, shape } });
const toSpec = ({ name, type }: { readonly name: string; readonly type: string }): TensorSpec => ({
  ...{ name, shape: [-1], datatype: type === 'string' ? 'BYTES' : 'FP64' },
});

const refused = (source: string, reason: string): Error =>
  trouble('package-invalid', { path: source.replace(/^.*\//, ''), reason });

async function load({ ports, interpreter, source, folder, signal }: PickledInput): Promise<Told> {
  try {
    // Isolated: what happens to lie in the folder is not imported, and the worker could not import it either.
    const done = await ports.processes.run(interpreter, ['-I', '-c', program, source, `${folder}/${pickleName}`], {
      ...{ cwd: folder, env: { PYTHONHASHSEED: '0', OMP_NUM_THREADS: '1' }, signal, timeoutMs: 300_000 },
    });
    const line = done.output.trim().split('\n').at(-1) ?? '';
    if (done.exitCode !== 0) throw refused(source, line.slice(0, 300) || `Python ended with ${done.exitCode}`);
    return JSON.parse(line) as Told;
  } catch (error) {
    if (isTrouble(error)) throw error;
    throw refused(source, error instanceof Error ? error.message : String(error));
  }
}

const modelText = (told: Told, inputs: string, outputs: string): string =>
  [
    'flavors:',
    '  python_function:',
    '    env:',
    '      virtualenv: python_env.yaml',
    '    loader_module: mlflow.sklearn',
    `    model_path: ${pickleName}`,
    '    predict_fn: predict',
    `    python_version: ${told.python}`,
    '  sklearn:',
    '    code: null',
    `    pickled_model: ${pickleName}`,
    '    serialization_format: pickle',
    `    sklearn_version: ${told.sklearn}`,
    'signature:',
    `  inputs: ${quote(inputs)}`,
    `  outputs: ${quote(outputs)}`,
    '  params: null',
    '',
  ].join('\n');
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
