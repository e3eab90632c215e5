// The product's version, from the manifest that lies beside the copied bundle or above the sources.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: string | null = null;

export function version(): string {
  known ??= readVersion();
  return known;
}

function readVersion(): string {
  for (const place of ['package.json', '../package.json']) {
    const file = join(import.meta.dirname, place);
    if (!existsSync(file)) continue;
    const { version: found } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    if (typeof found === 'string') return found;
  }
  return '0.0.0';
}
