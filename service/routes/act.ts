// Routes that change something: refused in view mode, for untrusted windows, and over a newer Trainyard's state.
import { cleanRequest, runRequest } from '../../protocol/api.ts';
import type { Route } from '../serviceContext.ts';
import { mayWrite } from './mayWrite.ts';
import { check } from './validate.ts';

export const startRun: Route = async (context, request) => {
  mayWrite(context, request);
  return context.operations.startRun(check(runRequest, await request.json(4_000_000)));
};
export const clean: Route = async (context, request) => {
  mayWrite(context, request);
  return context.operations.clean(check(cleanRequest, await request.json()));
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
