// The form of a test request: which fields a model has, and the row that its texts mean; pure.
import { t } from '../../present/l10n.ts';
import type { DeploymentDetail, TestRequest } from '../../protocol/deployApi.ts';

export interface Field {
  readonly name: string;
  readonly kind: 'number' | 'integer' | 'text' | 'truth';
}
type Row = TestRequest['row'];
type Tensor = NonNullable<DeploymentDetail['signature']>['inputs'][number];

/** Columns of the reference row where the model takes them as one tensor, else its inputs. */
export function fieldsOf({
  signature,
  exampleRow,
}: Pick<DeploymentDetail, 'signature' | 'exampleRow'>): readonly Field[] {
  const inputs = signature?.inputs ?? [];
  const [only, second] = inputs;
  if (only !== undefined && second === undefined && exampleRow !== null && exampleRow[only.name] === undefined)
    return Object.keys(exampleRow).map(name => ({ name, kind: kindOf(only.datatype) }));
  return inputs.map(({ name, datatype }) => ({ name, kind: kindOf(datatype) }));
}

function kindOf(datatype: Tensor['datatype']): Field['kind'] {
  if (datatype === 'BYTES') return 'text';
  if (datatype === 'BOOL') return 'truth';
  return /INT/.test(datatype) ? 'integer' : 'number';
}

/** Texts for every field from a row of data. */
export const fillForm = (
  fields: readonly Field[],
  row: NonNullable<DeploymentDetail['exampleRow']>,
): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name }) => (row[name] === undefined ? [] : [[name, String(row[name])]])));

export interface ReadForm {
  readonly row: Row;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
}

export function readForm(fields: readonly Field[], form: Readonly<Record<string, string>>): ReadForm {
  const row: Record<string, number | string | boolean> = {};
  const problems: Record<string, string> = {};
  for (const { name, kind } of fields) {
    const text = form[name] ?? '';
    const value = readValue(text.trim(), kind);
    if (value === null) problems[name] = text.trim() === '' && kind !== 'text' ? t('missing') : expected(kind);
    else row[name] = value;
  }
  return { row, problems };
}

function readValue(text: string, kind: Field['kind']): number | string | boolean | null {
  if (kind === 'text') return text;
  if (kind === 'truth') return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null;
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return null;
  return kind === 'integer' && !Number.isInteger(value) ? null : value;
}

const expected = (kind: Field['kind']): string =>
  kind === 'truth' ? t('true or false') : kind === 'integer' ? t('a whole number') : t('a number');
