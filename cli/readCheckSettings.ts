// The settings of checks that a project shares: those of its .vscode/settings.json, so that editor and command line agree.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckSettings, readCheckSettings } from '../engine/domain/checkSettings.ts';

/** Settings of the project; the usual ones where there is no such file, or where it cannot be read. */
export async function projectCheckSettings(root: string): Promise<CheckSettings> {
  const text = await readFile(join(root, '.vscode', 'settings.json'), 'utf8').catch(() => '{}');
  const settings = parseWithComments(text);
  return readCheckSettings({
    rules: settings['trainyard.rules'],
    files: { include: settings['trainyard.files.include'], exclude: settings['trainyard.files.exclude'] },
  });
}

/** JSON with comments and commas too many, as the editor writes it. */
function parseWithComments(text: string): Readonly<Record<string, unknown>> {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted: string | undefined) => quoted ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
  try {
    const value: unknown = JSON.parse(plain);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // A file that is being edited: the editor goes without it as well.
    return {};
  }
}
