// What the editor's page prints during a suite: our lines are kept, the noise of this build of the editor is not.
import { format } from 'node:util';

const noise =
  /Could not locate the bindings file|build\/Release\/watchdog|open-vsx\.org|Service Worker|^(Creating a socket|Resolv(ing|ed) connection token|\[(reconnection-grace-time|AgentHost|AccountPolicyGate)|Updating additional builtin)/;

/** Null for noise; `args` are those of the page's own console call. */
export function hostLine(args: readonly unknown[]): string | null {
  const line = format(...args);
  return noise.test(line) && process.env.TRAINYARD_HOST_VERBOSE === undefined ? null : line;
}
