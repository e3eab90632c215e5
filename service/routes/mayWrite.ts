// Refuses changes in view mode, for untrusted windows, and over a newer Trainyard's state.
import { trouble } from '../../engine/errors.ts';
import { trustHeader } from '../../protocol/routes.ts';
import type { Request } from '../httpServer.ts';
import type { ServiceContext } from '../serviceContext.ts';

/** Throws `untrusted` or `store-newer`. */
export function mayWrite({ mode, notices }: ServiceContext, { headers }: Request): void {
  if (mode === 'view' || headers[trustHeader] !== 'trusted') throw trouble('untrusted');
  const newer = notices.find(({ code }) => code === 'store-newer');
  if (mode === 'read-only') throw trouble('store-newer', newer?.args ?? {});
}
