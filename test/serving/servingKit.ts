// Package folders for tests of serving, written as packaging writes them.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageHash } from '../../engine/deploy/packaging/packageFiles.ts';
import type { BackendKind, PackageManifest, Signature } from '../../engine/domain/modelPackage.ts';
import { sha256 } from '../../engine/node/hasher.ts';

export const serviceEntry =
  process.env['TRAINYARD_TEST_ENTRY'] ?? join(import.meta.dirname, '../../service/servingMain.ts');

interface PackageContent {
  readonly backend?: BackendKind;
  readonly entry?: string;
  readonly signature: Signature;
  readonly files: Readonly<Record<string, Uint8Array | string>>;
}

/** Writes the files and their manifest; returns it. */
export function writePackage(folder: string, content: PackageContent): PackageManifest {
  for (const [path, bytes] of Object.entries(content.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(item => item.isFile());
  const paths = names
    .map(item => join(item.parentPath, item.name).slice(folder.length + 1))
    .filter(path => path !== 'trainyard.json');
  const files = Object.fromEntries(
    paths.map(path => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
  const manifest: PackageManifest = {
    schema: 1,
    model: 'demand',
    backend: content.backend ?? 'onnx',
    entry: content.entry ?? 'model.onnx',
    signature: content.signature,
    files,
    hash: packageHash({ hasher: sha256 }, files),
    environment: null,
    changes: [],
    profile: null,
  };
  writeFileSync(join(folder, 'trainyard.json'), JSON.stringify(manifest));
  return manifest;
}
