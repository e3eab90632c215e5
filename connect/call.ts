// One HTTP call to the service: token and trust in the headers, troubles back as troubles.
import * as v from 'valibot';
import type { Trust } from '../protocol/api.ts';
import { type RouteName, routes, trustHeader } from '../protocol/routes.ts';
import { ServiceTrouble } from './serviceTrouble.ts';

export interface Address {
  readonly url: string;
  readonly token: string;
}
type QueryValue = string | number | undefined;
export interface CallOptions {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const troubleBody = v.object({ code: v.string(), args: v.record(v.string(), v.union([v.string(), v.number()])) });

/** Throws the service's trouble, or `service-unreachable` when there is no answer. */
export async function callService(
  address: Address,
  trust: Trust,
  log: string,
  route: RouteName,
  options: CallOptions = {},
): Promise<unknown> {
  const reply = await request(address, trust, log, route, options);
  const value: unknown = await reply.json().catch(() => null);
  if (reply.ok) return value;
  const told = v.safeParse(troubleBody, value);
  throw told.success
    ? new ServiceTrouble(told.output.code, told.output.args)
    : new ServiceTrouble('internal', { reason: `HTTP ${reply.status}` });
}

export async function request(
  address: Address,
  trust: Trust,
  log: string,
  route: RouteName,
  { query = {}, params = {}, body, signal }: CallOptions,
): Promise<Response> {
  const [method = 'GET', path = ''] = routes[route].split(' ');
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const headers = {
    authorization: `Bearer ${address.token}`,
    [trustHeader]: trust,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  try {
    return await fetch(`${address.url}${filled}?${search}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw new ServiceTrouble('cancelled', {}, { cause: error });
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ServiceTrouble('service-unreachable', { reason: cause, log }, { cause: error });
  }
}
