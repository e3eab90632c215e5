// Answers about a place of a foreign format: what the format says, the value of a param, what a name stands for.
import type { DialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import type { OpenDialect, PlaceAnswer } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { schemasAt, valuesOf } from '../yaml/schemaWalk.ts';
import { nameAt, noteAt } from './dialectPlaces.ts';

/** The answer of the format itself comes before what can be told of any name. */
export function dialectAnswer(file: OpenDialect, offset: number, cursor: Cursor | null): PlaceAnswer | null {
  const { read } = file;
  if (read === null) return null;
  const note = noteAt(file, offset);
  if (note !== null) return { lines: [note.text], range: note.range };
  return (cursor === null ? null : ofValue(read, cursor)) ?? ofName(file, read, offset);
}

/** A param that a list names, or a value that the schema describes. */
function ofValue(read: DialectFile, { at, path, token }: Cursor): PlaceAnswer | null {
  if (at === 'key' || token.text === '') return null;
  const around = read.documents.findLast(({ root }) => root.start <= token.start) ?? read.documents[0];
  if (around === undefined || around.schema === null) return null;
  const schemas = schemasAt(around.schema, path);
  if (schemas.some(schema => schema['x-reference'] === 'param')) {
    const param = read.reading.expressionNames.find(({ name }) => name === token.text);
    return param === undefined ? null : { lines: [`${code(param.name)} = ${code(param.detail)}`], range: token };
  }
  const listed = valuesOf(schemas).find(({ value }) => value === token.text);
  return listed === undefined || listed.description === ''
    ? null
    : { lines: [`${code(listed.value)}: ${listed.description}`], range: token };
}

/** What formats call that which is a stage here. */
const stageWords: Readonly<Record<string, string>> = {
  ...{ mlproject: 'Entry point', azureml: 'Job', kserve: 'Component', seldon: 'Node' },
};

function ofName(file: OpenDialect, { dialect, reading }: DialectFile, offset: number): PlaceAnswer | null {
  const place = nameAt(file, offset);
  if (place === null) return null;
  const { name, kind, range } = place;
  const does = reading.stages.find(
    stage => stage.name === name || (place.role === 'definition' && stage.range.start === range.start),
  )?.does;
  const [first = ''] = (does ?? '').split('\n');
  const word =
    (kind === 'stage' ? stageWords[dialect.id] : undefined) ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const title = `${word} ${code(name)}`;
  return { lines: [title, first === '' || first === name ? '' : code(first)].filter(line => line !== ''), range };
}

const code = (text: string): string => `\`${text.replace(/`/g, '')}\``;
