// Tells one start of this machine from another, where the system says so.
import { readFileSync } from 'node:fs';

/** Empty where there is none. */
export function bootId(): string {
  if (process.platform !== 'linux') return '';
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Hidden by a sandbox: locks do not need it, it only says more.
    return '';
  }
}
