// Checks what came from outside against its validator; the trouble says which part is wrong.
import * as v from 'valibot';
import { trouble } from '../../engine/errors.ts';

/** Throws `bad-request` with the place and the reason. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw trouble('bad-request', { reason: place === null ? issue.message : `${place}: ${issue.message}` });
}
