// Recorded requests and answers: 13 datatypes in JSON and binary, right and wrong. UPDATE_GOLDEN=1 writes them anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Datatype } from '../../engine/domain/modelPackage.ts';
import { oipSchemas } from '../kit/oipSchema.ts';
import { type Ask, ask, binaryBody, bodyBytes, datatypes, echo, echoModel, read } from './oipKit.ts';

const folder = join(import.meta.dirname, '../golden/oip');
const isUpdate = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined;
const ajv = new Ajv2020({ strict: false, allErrors: true });
const isError = ajv.compile(oipSchemas.error);
const isInferred = ajv.compile(oipSchemas.infer);

/** Two values of each type at the ends of its range, as JSON text and as little-endian bytes. */
const values: Readonly<Record<Datatype, readonly [string, string]>> = {
  BOOL: ['[true,false]', '0100'],
  UINT8: ['[0,255]', '00ff'],
  UINT16: ['[0,65535]', '0000ffff'],
  UINT32: ['[0,4294967295]', '00000000ffffffff'],
  UINT64: ['[9007199254740993,18446744073709551615]', '0100000000002000ffffffffffffffff'],
  INT8: ['[-128,127]', '807f'],
  INT16: ['[-32768,32767]', '0080ff7f'],
  INT32: ['[-2147483648,2147483647]', '00000080ffffff7f'],
  INT64: ['[-9223372036854775808,9223372036854775807]', '0000000000000080ffffffffffffff7f'],
  FP16: ['[0.5,-2]', '003800c0'],
  FP32: ['[0.5,-3.4028234663852886e+38]', '0000003fffff7fff'],
  FP64: ['[0.1,-1.7976931348623157e+308]', '9a9999999999b93fffffffffffffefff'],
  BYTES: ['["ü",""]', '02000000c3bc00000000'],
};
const infer = '/v2/models/demand/infer';
const json = (datatype: Datatype, shape: string): string =>
  `{"id":"golden","inputs":[{"name":"x","datatype":"${datatype}","shape":${shape},"data":${values[datatype][0]}}]}`;
function binary(datatype: Datatype, shape: readonly number[]): Ask {
  const bytes = Buffer.from(values[datatype][1], 'hex');
  const parameters = { binary_data_size: bytes.length };
  const inputs = [{ name: 'x', datatype, shape, parameters }];
  return binaryBody({ id: 'golden', parameters: { binary_data_output: true }, inputs }, bytes);
}

interface Case extends Ask {
  readonly name: string;
  readonly datatype: Datatype;
  readonly isWaiting?: boolean;
}
const cut = ({ body, headers }: Ask): Ask => {
  const bytes = bodyBytes(body);
  const [first = 0, ...rest] = bytes;
  return { headers: headers ?? {}, body: Uint8Array.from([first + 1, ...rest]) };
};
const cases: readonly Case[] = datatypes.flatMap(datatype =>
  (['json', 'binary'] as const).flatMap(form => {
    const of = (shape: readonly number[]): Ask =>
      form === 'json' ? { body: json(datatype, JSON.stringify(shape)) } : binary(datatype, shape);
    const named = (name: string, request: Ask): Case => ({ name: `${datatype}-${form}-${name}`, datatype, ...request });
    return [
      named('ok', of([2, 1])),
      named('wrong-shape', of([3, 1])),
      named('unknown-model', { ...of([2, 1]), path: '/v2/models/other/infer' }),
      { ...named('not-ready', of([2, 1])), isWaiting: true },
      named('bad-json', cut(of([2, 1]))),
    ];
  }),
);
const statuses = { ok: 200, 'wrong-shape': 400, 'unknown-model': 404, 'not-ready': 503, 'bad-json': 400 } as const;

const encoded = (bytes: Uint8Array): { readonly text: string } | { readonly hex: string } => {
  const text = new TextDecoder().decode(bytes);
  const isText = Buffer.from(text).equals(Buffer.from(bytes)) && bytes.every(byte => byte >= 0x20);
  return isText ? { text } : { hex: Buffer.from(bytes).toString('hex') };
};

describe.each(datatypes)('recorded exchanges of %s', datatype => {
  const file = join(folder, `${datatype}.json`);
  test('are answered byte for byte as recorded', async () => {
    const exchanges: unknown[] = [];
    for (const { name, isWaiting, ...request } of cases.filter(item => item.datatype === datatype)) {
      const { model } = echoModel(echo(datatype), isWaiting === true ? { state: 'loading' } : {});
      const { status, headers, body } = await ask(model, request);
      const kind = Object.keys(statuses).find(key => name.endsWith(key)) as keyof typeof statuses;
      const isHalf = datatype === 'FP16' && name.includes('json') && kind === 'ok';
      expect([name, status]).toEqual([name, isHalf ? 400 : statuses[kind]]);
      const check = status === 200 ? isInferred : isError;
      check(read({ status, headers, body }).json);
      expect([name, check.errors]).toEqual([name, null]);
      if (status === 200) expect(holds(read({ status, headers, body }), { name, datatype })).toBe(true);
      const asked = {
        path: request.path ?? infer,
        headers: request.headers ?? {},
        body: encoded(bodyBytes(request.body)),
      };
      exchanges.push({ name, request: asked, answer: { status, headers, body: encoded(bodyBytes(body)) } });
    }
    const text = `${JSON.stringify(exchanges, null, 2)}\n`;
    if (isUpdate) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

/** What went in came out: the bytes, or in JSON the number of values (their digits are in the recorded text). */
function holds(answer: ReturnType<typeof read>, { name, datatype }: Pick<Case, 'name' | 'datatype'>): boolean {
  if (name.includes('binary')) return Buffer.from(answer.tail).toString('hex') === values[datatype][1];
  const { outputs } = answer.json as { readonly outputs: readonly { readonly data: readonly unknown[] }[] };
  return JSON.stringify(outputs[0]?.data) === JSON.stringify(JSON.parse(values[datatype][0]));
}
