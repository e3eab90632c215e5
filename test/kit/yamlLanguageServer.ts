// The widespread YAML language server, brought from npm once: what ours is measured against, and what it works beside.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build.ts';

const version = '2.0.0';

/** The file that Node starts, with `--stdio` or over IPC. */
export function bringYamlLanguageServer(): string {
  const folder = join(root, `.cache/peers/yaml-language-server-${version}`);
  const entry = join(folder, 'node_modules/yaml-language-server/bin/yaml-language-server');
  if (existsSync(entry)) return entry;
  mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', `yaml-language-server@${version}`, ...flags], { stdio: ['ignore', 2, 2] });
  return entry;
}
