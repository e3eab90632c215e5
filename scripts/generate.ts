// `npm run generate`: types, schema values and validators from schemas/, pages from the definitions of rules; --check only says what is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';
import { rulePages } from './rulePages.ts';
import { type PageSchema, schemaPage } from './schemaPage.ts';

const root = join(import.meta.dirname, '..');
const readSchema = (name: string): AnySchemaObject =>
  JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as AnySchemaObject;

/** Every generated file with its text, by path from the root. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const pipeline = readSchema('pipeline');
  return new Map([
    ['engine/domain/generated/cardSchema.ts', schemaValue('cardSchema', 'card', 'model cards', readSchema('card'))],
    ['engine/domain/generated/pipelineSchema.ts', schemaValue('pipelineSchema', 'pipeline', 'pipelines', pipeline)],
    ['engine/domain/generated/pipelineFile.ts', await types(pipeline)],
    [
      'engine/pipeline/generated/validators.js',
      validators(pipeline, { validateStage: 'stage', validateFrame: 'frame' }),
    ],
    ['engine/pipeline/generated/validators.d.ts', validatorTypes(['validateStage', 'validateFrame'])],
    ['engine/pipeline/generated/wholeValidator.js', validators(pipeline, { validatePipeline: 'pipeline' })],
    ['docs/pipeline-keys.md', schemaPage(pipeline as PageSchema)],
    ['engine/pipeline/generated/wholeValidator.d.ts', validatorTypes(['validatePipeline'])],
    ...dialectSchemas(),
    ...rulePages(root),
  ]);
}

/** One value for each schema of a foreign format: they are walked as they are. */
function dialectSchemas(): readonly (readonly [string, string])[] {
  const names = readdirSync(join(root, 'schemas/dialects')).map(file => file.replace('.schema.json', ''));
  return names.map(name => [
    `engine/pipeline/dialects/generated/${name}Schema.ts`,
    schemaValue(
      `${name}Schema`,
      `dialects/${name}`,
      `the format ${name}`,
      readSchema(`dialects/${name}`),
      '../../../domain',
    ),
  ]);
}

const origin = (name: string): string => `generated from schemas/${name}.schema.json by scripts/generate.ts.`;

function schemaValue(constant: string, name: string, what: string, schema: AnySchemaObject, domain = '..'): string {
  return `// The schema of ${what} as a value; ${origin(name)}
import type { JsonSchema } from '${domain}/jsonSchema.ts';

export const ${constant}: JsonSchema = ${JSON.stringify(schema, null, 2)};
`;
}

const types = (schema: AnySchemaObject): Promise<string> =>
  compile(schema as Parameters<typeof compile>[0], 'PipelineFile', {
    bannerComment: `// What a pipeline file may hold; ${origin('pipeline')}`,
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 120 },
  });

/** Code of the named validators as a module that needs nothing else. */
function validators(schema: AnySchemaObject, names: Readonly<Record<string, string>>): string {
  const plain = withoutWords(schema);
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(plain, 'pipeline');
  ajv.addSchema({ $ref: 'pipeline#/definitions/stage' }, 'stage');
  ajv.addSchema(withoutStages(plain), 'frame');
  const code = standalone.default(ajv, { ...names });
  if (code.includes('require(')) throw new Error('the validators need a part of ajv at run time');
  return `// Validators of pipeline files; ${origin('pipeline')}\n${withoutPaths(code)}`;
}

/** Nobody reads where in the schema a mistake was found, and the language server has a budget. */
const withoutPaths = (code: string): string => code.replaceAll(/schemaPath:"(?:[^"\\]|\\.)*",/g, '');

/** The same schema without what only people and the language server read. */
function withoutWords(schema: AnySchemaObject): AnySchemaObject {
  const words = new Set(['description', 'title', 'examples', 'default', 'enumDescriptions']);
  const strip = (value: unknown, isNames: boolean): unknown => {
    if (Array.isArray(value)) return value.map(item => strip(item, false));
    if (value === null || typeof value !== 'object') return value;
    const kept = Object.entries(value).filter(([key]) => isNames || !(words.has(key) || key.startsWith('x-')));
    return Object.fromEntries(
      kept.map(([key, inner]) => [key, strip(inner, !isNames && (key === 'properties' || key === 'definitions'))]),
    );
  };
  return strip(schema, false) as AnySchemaObject;
}

function withoutStages(schema: AnySchemaObject): AnySchemaObject {
  const properties = schema.properties as Record<string, AnySchemaObject>;
  return { ...schema, properties: { ...properties, stages: { ...properties.stages, additionalProperties: true } } };
}

const validatorTypes = (names: readonly string[]): string => `// Types of the validators; ${origin('pipeline')}
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
${names.map(name => `export const ${name}: Validator;`).join('\n')}
`;

if (import.meta.main) {
  const isCheck = process.argv.includes('--check');
  let stale = 0;
  for (const [path, text] of await generate()) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale++;
    console.log(`${isCheck ? 'out of date' : 'wrote'}: ${path}`);
    if (isCheck) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (isCheck && stale > 0) process.exitCode = 1;
}
