// Writes THIRD_PARTY_NOTICES.md: name, version and licence text of every package that the bundles contain.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const file = join(root, 'THIRD_PARTY_NOTICES.md');
const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Folders of the dependencies and of all they need, each once, sorted by name. */
function bundledFolders(): readonly string[] {
  const found = new Map<string, string>();
  const visit = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const nested = join(from, 'node_modules', name);
      const folder = existsSync(nested) ? nested : join(root, 'node_modules', name);
      if (!existsSync(folder)) continue;
      const manifest = readManifest(folder);
      const id = `${manifest.name}@${manifest.version}`;
      if (found.has(id)) continue;
      found.set(id, folder);
      visit(folder, Object.keys(manifest.dependencies ?? {}));
    }
  };
  visit(root, Object.keys(readManifest(root).dependencies ?? {}));
  return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, folder]) => folder);
}

function notice(folder: string): string {
  const { name, version, license } = readManifest(folder);
  const text = readdirSync(folder).find(entry => /^licen[cs]e(\.(md|txt|mit))?$/i.test(entry));
  const body =
    text === undefined ? `Licence: ${license ?? 'not stated'}` : readFileSync(join(folder, text), 'utf8').trim();
  return `## ${name} ${version} (${license ?? 'see text'})\n\n\`\`\`text\n${body.replaceAll('```', "'''")}\n\`\`\`\n`;
}

/** The whole page as text. */
function notices(): string {
  return `# Third-party notices\n\nTrainyard's bundles contain these packages. This page is made by \`npm run package\`.\n\n${bundledFolders().map(notice).join('\n')}`;
}

export function writeNotices(): void {
  writeFileSync(file, notices());
}

if (import.meta.main) writeNotices();
