// Errors of every kind as troubles: expected ones keep their code, all others are internal.
import { expect, test } from 'vitest';
import { ServiceError } from '../../connect/serviceError.ts';
import { trouble } from '../../engine/errors.ts';
import { asTrouble, troubleOf } from '../../present/troubleOf.ts';

test.each([
  ['the engine', trouble('port-taken', { port: 4711 })],
  ['the service', new ServiceError({ code: 'port-taken', args: { port: 4711 } })],
])('a trouble of %s keeps code and arguments', (_from, error) =>
  expect(troubleOf(error)).toEqual({ code: 'port-taken', args: { port: 4711 } }),
);

test.each([
  [
    'a system error, which has a code too',
    Object.assign(new Error('no such file'), { code: 'ENOENT' }),
    'no such file',
  ],
  ['a text', 'odd', 'odd'],
  ['nothing', undefined, 'undefined'],
])('%s is internal', (_what, error, reason) => {
  expect(troubleOf(error)).toBeNull();
  expect(asTrouble(error)).toEqual({ code: 'internal', args: { reason } });
});
