// MLflow's `/invocations`: data frames, lists and CSV in, predictions out.
import type { Signature } from '../../domain/modelPackage.ts';
import type { Tensor } from '../../domain/tensor.ts';
import { type Columns, tensorsOfColumns, valuesOf, widthOf } from './columns.ts';
import { readCsv } from './csvColumns.ts';
import { type Fields, hasLongIntegers, isFields, parseJson, readText } from './jsonText.ts';
import { wrong } from './oipErrors.ts';

/** Throws `model-input`. Source: MLflow's scoring server, from 2.0 on. */
export function readInvocations(body: Uint8Array, contentType: string, signature: Signature): readonly Tensor[] {
  const kind = contentType.split(';', 1)[0]?.trim().toLowerCase();
  const text = readText(body);
  if (kind === 'text/csv') return tensorsOfColumns(readCsv(text, signature.inputs), signature);
  if (kind !== undefined && kind !== '' && kind !== 'application/json')
    throw wrong(`the content type ${kind} is neither application/json nor text/csv`);
  const request = parseJson(text, hasLongIntegers(signature.inputs));
  if (!isFields(request)) throw wrong('the request is no JSON object');
  const forms = Object.keys(readers).filter(name => request[name] !== undefined);
  const [form, second] = forms;
  if (form === undefined || second !== undefined)
    throw wrong(`it must have exactly one of ${Object.keys(readers).join(', ')}`);
  const columns = readers[form as keyof typeof readers](request[form], signature);
  return tensorsOfColumns(columns, signature);
}

const readers = {
  dataframe_split(value: unknown): Columns {
    const { columns, data } = isFields(value) ? value : {};
    if (!Array.isArray(columns) || !columns.every(name => typeof name === 'string') || !Array.isArray(data))
      throw wrong('«dataframe_split» needs «columns» and «data»');
    const names = columns as readonly string[];
    if (new Set(names).size < names.length) throw wrong('a column comes twice');
    for (const [row, line] of data.entries())
      if (!Array.isArray(line) || line.length !== names.length)
        throw wrong(`row ${row} does not have ${names.length} values`);
    return new Map(names.map((name, place) => [name, data.map(line => line[place])]));
  },
  dataframe_records: records,
  instances(value: unknown, signature: Signature): Columns {
    if (Array.isArray(value) && isFields(value[0])) return records(value);
    return ofOnlyInput(value, signature, 'instances');
  },
  inputs(value: unknown, signature: Signature): Columns {
    if (!isFields(value)) return ofOnlyInput(value, signature, 'inputs');
    return new Map(Object.entries(value).map(([name, values]) => [name, Array.isArray(values) ? values : [values]]));
  },
} as const;

function records(value: unknown): Columns {
  if (!Array.isArray(value) || !value.every(isFields)) throw wrong('the records are no list of objects');
  const rows: readonly Fields[] = value;
  const names = new Set(rows.flatMap(row => Object.keys(row)));
  return new Map([...names].map(name => [name, rows.map(row => row[name] ?? null)]));
}

function ofOnlyInput(value: unknown, { inputs }: Signature, form: string): Columns {
  const [only, second] = inputs;
  if (!Array.isArray(value)) throw wrong(`«${form}» is no list`);
  if (only === undefined || second !== undefined)
    throw wrong(`«${form}» must name the model's inputs: ${inputs.map(({ name }) => name).join(', ')}`);
  return new Map([[only.name, value]]);
}

/** One output: its values, a list a row where there are several. More: an object a row. */
export function writeInvocations(outputs: readonly Tensor[]): string {
  const columns = outputs.map(tensor => [tensor.name, rowsOf(tensor)] as const);
  const [only, second] = columns;
  if (only !== undefined && second === undefined) return toText({ predictions: only[1] });
  const predictions = (columns[0]?.[1] ?? []).map((_, row) =>
    Object.fromEntries(columns.map(([name, rows]) => [name, rows[row]])),
  );
  return toText({ predictions });
}

function rowsOf(tensor: Tensor): readonly unknown[] {
  const values = valuesOf(tensor.datatype, tensor.data);
  const width = widthOf(tensor);
  if (width === 1) return values;
  return Array.from({ length: tensor.shape[0] ?? 0 }, (_, row) => values.slice(row * width, (row + 1) * width));
}

/** JSON with the digits of whole numbers that a double cannot hold. */
function toText(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (isFields(value))
    return `{${Object.entries(value)
      .map(([name, item]) => `${JSON.stringify(name)}:${toText(item)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}
