// Which outputs a request wants, and in which form.
import type { Signature, TensorSpec } from '../../domain/modelPackage.ts';
import { type Fields, isFields } from './jsonText.ts';
import { wrong } from './oipErrors.ts';

export interface WantedOutput {
  readonly name: string;
  readonly isBinary: boolean;
}

const inJson = new WeakMap<readonly TensorSpec[], readonly WantedOutput[]>();

/** All of them when none are named. Throws `model-input` for unknown and doubled ones, and for FP16 in JSON. */
export function readWanted(asked: unknown, parameters: Fields, { outputs }: Signature): readonly WantedOutput[] {
  const isBinary = parameters['binary_data_output'] === true;
  if (asked === undefined || (Array.isArray(asked) && asked.length === 0)) {
    const known = isBinary ? undefined : inJson.get(outputs);
    if (known !== undefined) return known;
    const wanted = outputs.map(({ name }) => ({ name, isBinary }));
    for (const spec of outputs) checkForm(spec, isBinary);
    if (!isBinary) inJson.set(outputs, wanted);
    return wanted;
  }
  if (!Array.isArray(asked)) throw wrong('«outputs» is no list');
  const wanted = asked.map(item => readOutput(item, isBinary, outputs));
  const names = new Set(wanted.map(({ name }) => name));
  if (names.size < wanted.length) throw wrong('an output is asked for twice');
  return wanted;
}

function readOutput(item: unknown, isBinary: boolean, specs: readonly TensorSpec[]): WantedOutput {
  const { name, parameters = {} } = isFields(item) ? item : {};
  if (typeof name !== 'string') throw wrong('an output has no name');
  if (!isFields(parameters)) throw wrong(`«parameters» of «${name}» is no object`);
  const spec = specs.find(output => output.name === name);
  if (spec === undefined)
    throw wrong(`the model has no output «${name}»; it has: ${specs.map(output => output.name).join(', ')}`);
  for (const option of ['classification', 'shared_memory_region'])
    if (parameters[option] !== undefined) throw wrong(`«${option}» is not offered`);
  const own = parameters['binary_data'];
  const wanted = { name, isBinary: typeof own === 'boolean' ? own : isBinary };
  checkForm(spec, wanted.isBinary);
  return wanted;
}

function checkForm({ name, datatype }: TensorSpec, isBinary: boolean): void {
  if (datatype === 'FP16' && !isBinary)
    throw wrong(`the output «${name}» is FP16, which JSON cannot carry: ask for it with «binary_data»`);
}
