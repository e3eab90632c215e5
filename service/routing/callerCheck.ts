// Who may ask: a bearer token, and a Host that is this machine's loopback name.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

export interface CallerCheck {
  /** Null for a caller who may not. `control` may do what `predict` may. */
  scopeOf(request: IncomingMessage): 'control' | 'predict' | null;
  /** Against pages that make a browser ask under another name (DNS rebinding). */
  isOwnHost(request: IncomingMessage): boolean;
}

export function checkCallers(keys: { readonly token: string; readonly predictToken: string }): CallerCheck {
  const control = digest(`Bearer ${keys.token}`);
  const predict = digest(`Bearer ${keys.predictToken}`);
  /** What a connection has shown before need not be computed again. */
  const shown = new WeakMap<Socket, { readonly header: string; readonly scope: 'control' | 'predict' }>();
  const hosts = new Map<string, boolean>();
  return {
    scopeOf({ headers, socket }) {
      const header = headers.authorization ?? '';
      const before = shown.get(socket);
      if (before?.header === header) return before.scope;
      const given = digest(header);
      const scope = timingSafeEqual(given, control) ? 'control' : timingSafeEqual(given, predict) ? 'predict' : null;
      if (scope !== null) shown.set(socket, { header, scope });
      return scope;
    },
    isOwnHost({ headers }) {
      const host = headers.host ?? '';
      const known = hosts.get(host);
      if (known !== undefined) return known;
      const isOwn = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
      if (hosts.size < 100) hosts.set(host, isOwn);
      return isOwn;
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
