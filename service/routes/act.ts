// Routes that change something: refused in view mode, for untrusted windows, and over a newer Trainyard's state.
import { trouble } from '../../engine/errors.ts';
import { cleanRequest, runRequest } from '../../protocol/api.ts';
import { aliasRequest, registerRequest } from '../../protocol/registryApi.ts';
import { trustHeader } from '../../protocol/routes.ts';
import type { Request } from '../httpServer.ts';
import type { Route, ServiceContext } from '../serviceContext.ts';
import { check } from './validate.ts';

function mayWrite({ mode, notices }: ServiceContext, { headers }: Request): void {
  if (mode === 'view' || headers[trustHeader] !== 'trusted') throw trouble('untrusted');
  const newer = notices.find(({ code }) => code === 'store-newer');
  if (mode === 'read-only') throw trouble('store-newer', newer?.args ?? {});
}

export const startRun: Route = async (context, request) => {
  mayWrite(context, request);
  return context.operations.startRun(check(runRequest, await request.json(4_000_000)));
};
export const clean: Route = async (context, request) => {
  mayWrite(context, request);
  return context.operations.clean(check(cleanRequest, await request.json()));
};
export const register: Route = async (context, request) => {
  mayWrite(context, request);
  return context.operations.register(check(registerRequest, await request.json()));
};
/** Setting it twice is the same as once. */
export const setAlias: Route = async (context, request) => {
  mayWrite(context, request);
  const model = await context.registry.setAlias(check(aliasRequest, await request.json()));
  context.hub.publish({ type: 'models-changed' });
  return model;
};
export const cancel: Route = async (context, request, { id = '' }) => {
  mayWrite(context, request);
  const operation = await context.operations.cancel(id);
  context.lookNow();
  return operation;
};
export const operation: Route = ({ operations }, _, { id = '' }) => operations.get(id);
export const operations: Route = ({ operations: all }) => all.list();

/** Runners stay and are adopted by the service that comes next. */
export const handOver: Route = async context => {
  context.stop('hand-over');
  return {};
};
export const stop: Route = async context => {
  context.stop('asked');
  return {};
};
