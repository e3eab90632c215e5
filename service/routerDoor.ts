// Calls of the service at a router's control door: its state, a new plan, its end.
import type { RouterPlan, RouterState } from '../engine/domain/deployment.ts';
import type { RouterFile } from '../protocol/privateFolder.ts';

type Door = Pick<RouterFile, 'port' | 'token'>;
const patienceMs = 2_000;

/** Null when no router of ours answers there. */
export async function routerState(door: Door): Promise<RouterState | null> {
  const answer = await call(door, 'GET', '/trainyard/state');
  return answer?.ok === true ? ((await answer.json()) as RouterState) : null;
}

/** `refused`: a router answers that will not take it; `reason` is its word. */
export type PlanAnswer = { readonly kind: 'taken' | 'silent' } | { readonly kind: 'refused'; readonly reason: string };

export async function sendPlan(door: Door, plan: RouterPlan): Promise<PlanAnswer> {
  const answer = await call(door, 'PUT', '/trainyard/plan', plan);
  if (answer === null) return { kind: 'silent' };
  if (answer.ok) return { kind: 'taken' };
  return { kind: 'refused', reason: `status ${answer.status}, ${(await answer.text()).slice(0, 300)}` };
}

/** It ends after the requests under way. */
export async function askToStop(door: Door): Promise<boolean> {
  return (await call(door, 'POST', '/trainyard/stop'))?.ok === true;
}

async function call(
  { port, token }: Door,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  body?: unknown,
): Promise<Response | null> {
  if (port === 0) return null;
  try {
    return await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    // Nobody there, or it hangs: the caller decides by the process.
    return null;
  }
}
