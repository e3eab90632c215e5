// The part of a link that is about models in production: one method for each route of `protocol/deployApi.ts`.
import type { ProductionCalls } from './connection.ts';

interface Line {
  call<T>(
    method: 'GET' | 'POST',
    path: string,
    more?: { readonly body?: unknown; readonly signal?: AbortSignal | undefined },
  ): Promise<T>;
}

export function productionCalls(link: Line): ProductionCalls {
  const get = <T>(path: string, signal: AbortSignal | undefined): Promise<T> => link.call<T>('GET', path, { signal });
  const post = <T>(path: string, body: unknown, signal: AbortSignal | undefined): Promise<T> =>
    link.call<T>('POST', path, { body, signal });
  const of = (deployment: string, what = ''): string => `/v1/deployments/${encodeURIComponent(deployment)}${what}`;
  return {
    models: signal => get('/v1/models', signal),
    gates: (asked = {}, signal) => get(`/v1/gates${query(asked)}`, signal),
    register: async (request, signal) => post('/v1/models/register', request, signal),
    setAlias: async (request, signal) => post('/v1/models/alias', request, signal),
    deployments: signal => get('/v1/deployments', signal),
    deployment: (id, signal) => get(of(id), signal),
    deploy: async (request, signal) => post('/v1/deployments', request, signal),
    act: async (id, request, signal) => post(of(id, '/act'), request, signal),
    series: (id, asked = {}, signal) => get(of(id, `/series${query(asked)}`), signal),
    testRequest: async (id, request, signal) => post(of(id, '/infer'), request, signal),
    sendLabels: async (id, request, signal) => post(of(id, '/labels'), request, signal),
    monitors: signal => get('/v1/monitors', signal),
    monitorNow: async (id, request, signal) => post(`/v1/monitors/${encodeURIComponent(id)}/check`, request, signal),
    acknowledge: async (id, request, signal) =>
      post(`/v1/alerts/${encodeURIComponent(id)}/acknowledge`, request, signal),
    retrain: async (request, signal) => post('/v1/retrain', request, signal),
    predict: async (request, signal) => post('/v1/predict', request, signal),
    audit: (asked = {}, signal) => get(`/v1/audit${query(asked)}`, signal),
    trace: (id, signal) => get(`/v1/trace/${encodeURIComponent(id)}`, signal),
  };
}

export function query(values: object): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? '' : `?${given}`;
}
