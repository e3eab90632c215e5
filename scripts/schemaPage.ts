// Makes docs/pipeline-keys.md from the schema: one table for each kind of mapping, so that the page cannot be wrong.

/** The part of JSON Schema that our schemas use. */
export interface PageSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly items?: PageSchema;
  readonly properties?: Readonly<Record<string, PageSchema>>;
  readonly additionalProperties?: PageSchema | boolean;
  readonly definitions?: Readonly<Record<string, PageSchema>>;
  readonly 'x-expected'?: string;
}

const introduction = `# Every key of \`pipeline.yaml\`

<!-- Made by \`npm run generate\` from schemas/pipeline.schema.json. -->

[The pipeline file](pipeline.md) tells what it is for; this page lists all of it. A pipeline file is named \`pipeline.yaml\` or \`*.pipeline.yaml\` and begins with \`apiVersion: trainyard/v1\` and \`kind: Pipeline\`; a file without them is not looked at. Paths are relative to the file. Keys that are not on this page are errors.

## Expressions

\`\${{ … }}\` is replaced before a command runs.

| scope | example | gives |
|---|---|---|
| \`params\` | \`\${{ params.train.rate }}\` | a param: the params file first, values in the pipeline win, values given for one run win over both |
| \`datasets\` | \`\${{ datasets.hours.path }}\` | the path of a dataset |

In a \`cmd\` that is one line of text each value is quoted for the shell: a space, a quote or a \`;\` in a param stays part of the value. In a \`cmd\` that is a list there is no shell, and each item is one argument.
`;

/** The whole page as Markdown. */
export function schemaPage(schema: PageSchema): string {
  const named = Object.entries(schema.definitions ?? {}).filter(([, part]) => part.properties !== undefined);
  const sections = [
    section('The file', schema, schema),
    ...named.map(([name, part]) => section(part.title ?? name, part, schema)),
  ];
  return `${introduction}\n${sections.join('\n')}`;
}

function section(title: string, part: PageSchema, whole: PageSchema): string {
  const rows = Object.entries(part.properties ?? {}).flatMap(([name, property]) => rowsOf(name, property, part, whole));
  return `## ${title}\n\n${part.description ?? ''}\n\n| key | value | |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** A mapping without a definition of its own is shown with its keys behind a dot. */
function rowsOf(name: string, property: PageSchema, part: PageSchema, whole: PageSchema): readonly string[] {
  const found = resolve(property, whole);
  const isRequired = part.required?.includes(name) === true;
  const standard = found.default === undefined ? '' : ` Default: \`${String(found.default)}\`.`;
  const own = `| \`${name}\`${isRequired ? ' **required**' : ''} | ${escapeCell(valueWords(property, whole))} | ${escapeCell((found.description ?? '') + standard)} |`;
  if (property.$ref !== undefined || found.properties === undefined) return [own];
  return [
    own,
    ...Object.entries(found.properties).flatMap(([key, inner]) => rowsOf(`${name}.${key}`, inner, {}, whole)),
  ];
}

function valueWords(property: PageSchema, whole: PageSchema): string {
  const found = resolve(property, whole);
  if (found.const !== undefined) return `\`${found.const}\``;
  if (found.enum !== undefined) return found.enum.map(value => `\`${value}\``).join(', ');
  if (found['x-expected'] !== undefined) return found['x-expected'];
  if (property.$ref !== undefined && found.properties !== undefined)
    return `see [${found.title}](#${found.title?.toLowerCase()})`;
  if (typeof found.additionalProperties === 'object') return `name → ${valueWords(found.additionalProperties, whole)}`;
  if (found.items !== undefined) return `list: ${valueWords(found.items, whole)}`;
  return [found.type ?? 'any'].flat().join(' or ');
}

function resolve(property: PageSchema, whole: PageSchema): PageSchema {
  const name = property.$ref?.replace('#/definitions/', '');
  return name === undefined ? property : { ...whole.definitions?.[name], ...property };
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
