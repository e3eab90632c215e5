// Who may call: the control token of the project, and one tracking token per stage run, checked without storage.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Scope } from '../protocol/routes.ts';

export interface Caller {
  readonly scope: Scope;
  /** For `tracking`: the stage run whose token it is. */
  readonly stageRunId: string | null;
}

export const newSecret = (): string => randomBytes(32).toString('hex');
const sign = (secret: string, stageRunId: string): string =>
  createHmac('sha256', secret).update(stageRunId).digest('hex');

/** `ty1.<stage run id>.<HMAC-SHA256 in hex>` */
export const trackingToken = (secret: string, stageRunId: string): string =>
  `ty1.${stageRunId}.${sign(secret, stageRunId)}`;

/** Null when the header carries no token of this project. */
export function readCaller(
  authorization: string | undefined,
  keys: { readonly token: string; readonly secret: string },
): Caller | null {
  const given = /^Bearer (\S{1,300})$/.exec(authorization ?? '')?.[1];
  if (given === undefined) return null;
  if (isSame(given, keys.token)) return { scope: 'control', stageRunId: null };
  const stageRunId = /^ty1\.([0-9a-f]{32})\./.exec(given)?.[1];
  if (stageRunId !== undefined && isSame(given, trackingToken(keys.secret, stageRunId)))
    return { scope: 'tracking', stageRunId };
  return null;
}

function isSame(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
