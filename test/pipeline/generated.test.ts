// The schema of pipeline files is closed and described, and what is generated from it is current.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pipelineSchema } from '../../engine/domain/generated/pipelineSchema.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import { validateFrame, validateStage } from '../../engine/pipeline/generated/validators.js';
import { validatePipeline } from '../../engine/pipeline/generated/wholeValidator.js';
import { readYaml } from '../../engine/pipeline/syntax/readYaml.ts';
import { toData } from '../../engine/pipeline/syntax/toData.ts';
import { generate } from '../../scripts/generate.ts';

const root = join(import.meta.dirname, '../..');

test('generated files are what the schemas give: «npm run generate» brings them up to date', async () => {
  for (const [path, text] of await generate()) {
    const file = join(root, path);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : null, path).toBe(text);
  }
});

/** Every schema below one, with its path. */
function* schemasIn(schema: JsonSchema, path: string): Generator<readonly [string, JsonSchema]> {
  yield [path, schema];
  for (const [key, inner] of Object.entries({ ...schema.properties, ...schema.definitions }))
    yield* schemasIn(inner, `${path}/${key}`);
  if (typeof schema.additionalProperties === 'object') yield* schemasIn(schema.additionalProperties, `${path}/*`);
  if (schema.items) yield* schemasIn(schema.items, `${path}[]`);
}

test('every key has a description', () => {
  const silent = [...schemasIn(pipelineSchema, '')].flatMap(([path, schema]) =>
    Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
      const target =
        inner.$ref === undefined ? inner : pipelineSchema.definitions?.[inner.$ref.replace('#/definitions/', '')];
      return target?.description ? [] : [`${path}/${key}`];
    }),
  );
  expect(silent).toEqual([]);
});

test('every mapping but the values of params is closed', () => {
  const open = [...schemasIn(pipelineSchema, '')].filter(
    ([, schema]) => schema.properties !== undefined && schema.additionalProperties !== false,
  );
  expect(open.map(([path]) => path)).toEqual([]);
});

test('all examples and defaults of the schema are valid by it', () => {
  for (const [path, schema] of schemasIn(pipelineSchema, '')) {
    for (const example of [...(schema.examples ?? []), ...(schema.default === undefined ? [] : [schema.default])]) {
      const key = path.split('/').at(-1) ?? '';
      const stage = pipelineSchema.definitions?.stage?.properties?.[key];
      if (stage !== undefined && path.startsWith('/stage/'))
        expect(validateStage({ cmd: 'x', [key]: example }), path).toBe(true);
      if (schema.pattern !== undefined) expect(String(example), path).toMatch(new RegExp(String(schema.pattern)));
    }
  }
});

test('the whole file, the frame and the stage agree on the example', () => {
  const text = readFileSync(join(root, 'examples/bike-demand/pipeline.yaml'), 'utf8');
  const tree = readYaml(text).documents[0]?.root;
  const data = tree ? (toData(tree) as { readonly stages: Record<string, unknown> }) : null;
  expect(validatePipeline(data)).toBe(true);
  expect(validateFrame(data)).toBe(true);
  for (const stage of Object.values(data?.stages ?? {})) expect(validateStage(stage)).toBe(true);
});

test.each([
  ['30s', true],
  ['5m', true],
  ['2h', true],
  ['1h30m', true],
  ['90', false],
  ['5 m', false],
  ['0s', false],
  ['2d', false],
  ['', false],
  ['m', false],
  ['1m1h', false],
])('the time %j is valid: %s', (timeout, isValid) => expect(validateStage({ cmd: 'x', timeout })).toBe(isValid));
