// Columns by name (data frames) as the tensors that a signature asks for.
import type { Signature, TensorSpec } from '../../domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../domain/tensor.ts';
import { sizeOf, toTensorData } from './jsonTensor.ts';
import { wrong } from './oipErrors.ts';

/** One value a row; lists in a row are laid flat for inputs with more than one value a row. */
export type Columns = ReadonlyMap<string, readonly unknown[]>;

/**
 * Columns become the inputs of their names. A model with one input of several values a row takes that many columns in the
 * order in which they come. Throws `model-input` for missing, unknown and uneven columns and for values that do not fit.
 */
export function tensorsOfColumns(columns: Columns, { inputs }: Signature): readonly Tensor[] {
  const rows = rowsOf(columns);
  const [only] = inputs;
  const width = only === undefined ? 0 : widthOf(only);
  if (only !== undefined && inputs.length === 1 && !columns.has(only.name) && columns.size > 0)
    if (width < 0 || width === columns.size) return [tensorOf(only, rows, interleaved(columns, rows))];
  for (const name of columns.keys())
    if (!inputs.some(spec => spec.name === name))
      throw wrong(`the model has no input «${name}»; it has: ${inputs.map(spec => spec.name).join(', ')}`);
  return inputs.map(spec => {
    const values = columns.get(spec.name);
    if (values === undefined) throw wrong(`the input «${spec.name}» is missing`);
    return tensorOf(spec, rows, values);
  });
}

/** Values a row; negative when there may be any number. */
export const widthOf = ({ shape }: TensorSpec): number =>
  shape.slice(1).some(size => size < 0) ? -1 : sizeOf(shape.slice(1));

function rowsOf(columns: Columns): number {
  let rows = -1;
  for (const [name, values] of columns) {
    if (rows >= 0 && values.length !== rows) throw wrong(`«${name}» has ${values.length} rows and others have ${rows}`);
    rows = values.length;
  }
  if (rows <= 0) throw wrong('it has no rows');
  return rows;
}

function interleaved(columns: Columns, rows: number): readonly unknown[] {
  const lists = [...columns.values()];
  return Array.from({ length: rows }, (_, row) => lists.map(values => values[row]));
}

function tensorOf(spec: TensorSpec, rows: number, values: readonly unknown[]): Tensor {
  const width = widthOf(spec);
  const flat = values.some(Array.isArray) ? laidFlat(spec, values) : values;
  const each = width < 0 ? flat.length / rows : width;
  if (flat.length !== rows * each || !Number.isInteger(each))
    throw wrong(`«${spec.name}» has ${flat.length} values in ${rows} rows`);
  const open = spec.shape.slice(1).filter(size => size < 0).length;
  if (open > 1) throw wrong(`«${spec.name}» must be sent as a tensor with its shape`);
  const known = sizeOf(spec.shape.slice(1).filter(size => size >= 0));
  const shape = spec.shape.map((size, place) => (place === 0 ? rows : size < 0 ? each / known : size));
  if ((spec.shape[0] ?? -1) >= 0 && spec.shape[0] !== rows)
    throw wrong(`«${spec.name}» takes ${spec.shape[0]} rows, not ${rows}`);
  return {
    name: spec.name,
    datatype: spec.datatype,
    shape,
    data: toTensorData({ ...spec, shape }, flat.map(loose(spec))),
  };
}

/** As deep as the signature is and no deeper. */
function laidFlat({ shape }: TensorSpec, values: readonly unknown[]): readonly unknown[] {
  return values.flat(Math.max(shape.length - 1, 1));
}

/** Data frames know fewer types than tensors: 1.0 may be a whole number, true a number. */
const loose =
  ({ datatype }: TensorSpec) =>
  (value: unknown): unknown =>
    typeof value === 'boolean' && datatype !== 'BOOL' && datatype !== 'BYTES' ? Number(value) : value;

const decoder = new TextDecoder();
/** The values of a tensor as a data frame's column has them. */
export function valuesOf(datatype: Tensor['datatype'], data: TensorData): readonly unknown[] {
  if (!ArrayBuffer.isView(data)) return (data as readonly Uint8Array[]).map(item => decoder.decode(item));
  if (datatype === 'BOOL') return Array.from(data as Uint8Array, bit => bit !== 0);
  return Array.from(data as Float64Array, value =>
    typeof value === 'number' && !Number.isFinite(value) ? null : value,
  );
}
