// The small files of a file store: meta.yaml as a flat table, and folders where each file is one value.
import { parse } from 'yaml';
import type { BlockingFiles } from '../../ports.ts';

export type Meta = Readonly<Record<string, unknown>>;

/** Null when missing or not readable as YAML, as while MLflow writes it. */
export function readMeta(files: BlockingFiles, folder: string): Meta | null {
  const text = files.readText(`${folder}/meta.yaml`);
  if (text === null) return null;
  try {
    const value: unknown = parse(text, { intAsBigInt: true, logLevel: 'error' });
    return typeof value === 'object' && value !== null ? (value as Meta) : null;
  } catch {
    return null;
  }
}

export const metaText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
export const metaTime = (value: unknown): number | null =>
  typeof value === 'bigint' || typeof value === 'number' ? Number(value) : null;

/** Each file below is one value, its name with `/` for sub-folders the key. */
export function readTexts(files: BlockingFiles, folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listKeys(files, folder).map(key => [key, (files.readText(`${folder}/${key}`) ?? '').replace(/\n$/, '')]),
  );
}

export function listKeys(files: BlockingFiles, folder: string, prefix = '', depth = 0): readonly string[] {
  return files.list(prefix === '' ? folder : `${folder}/${prefix}`).flatMap(({ name, kind }) => {
    const key = prefix === '' ? name : `${prefix}/${name}`;
    if (kind === 'file') return key;
    return kind === 'folder' && depth < 20 ? listKeys(files, folder, key, depth + 1) : [];
  });
}
