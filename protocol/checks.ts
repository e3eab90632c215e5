// Checks that several parts of the API share: ids, paths inside the project, keys of mutations.
import * as v from 'valibot';

const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const projectPath = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(1000),
  v.check(
    path => !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..'),
    'leaves the project',
  ),
);
/** Every mutation carries a client-made key: the same key twice is the same operation. */
const idempotencyKey = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

export const ids = { hex32, projectPath, idempotencyKey };
