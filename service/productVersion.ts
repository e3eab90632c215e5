// The product's version: written into the bundle by the build, read from package.json when running from source.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

declare const TRAINYARD_VERSION: string | undefined;

export function version(): string {
  if (typeof TRAINYARD_VERSION === 'string') return TRAINYARD_VERSION;
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
