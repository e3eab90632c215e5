// The real Helix from Debian, unpacked with its own C library into the project's ignored cache; the system is not touched.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build.ts';

/** The first release of Debian that has it. */
const suite = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** `hx` needs a newer C library than most machines have: it is started by the loader of that one. */
const packages = ['hx', 'libc6', 'libgcc-s1'];

/** The program, or null where Debian's packages cannot be had with their signatures checked. */
export function bringHelix(): string | null {
  const folder = join(root, `.cache/peers/helix-${suite}`);
  const program = join(folder, 'hx');
  if (existsSync(program)) return program;
  const site = process.platform === 'linux' && existsSync(keyring) ? debianSite() : null;
  if (site === null) return null;
  const building = `${folder}.${process.pid}`;
  try {
    unpack(building, site);
    // Moved when it is whole: two processes that ask at once both have it.
    writeFileSync(join(building, 'hx'), starter);
    chmodSync(join(building, 'hx'), 0o755);
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(program)) console.log(`  Helix could not be had from Debian: ${String(error).slice(0, 300)}`);
  }
  return existsSync(program) ? program : null;
}

/** Where this machine has its own packages from; null when it is no Debian. */
function debianSite(): string | null {
  try {
    const sites = execFileSync('apt-get', ['indextargets', '--format', '$(REPO_URI)'], { encoding: 'utf8' });
    return sites.split('\n').find(site => /\/debian\/?$/.test(site)) ?? null;
  } catch {
    return null;
  }
}

function unpack(folder: string, site: string): void {
  for (const part of ['lists/partial', 'archives/partial', 'packages', 'root'])
    mkdirSync(join(folder, part), { recursive: true });
  const sources = join(folder, 'sources.list');
  writeFileSync(sources, `deb [signed-by=${keyring}] ${site} ${suite} main\n`);
  const options = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': folder,
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::Retries': '2',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const run = (words: readonly string[], cwd: string): void =>
    void execFileSync('apt-get', [...flags, '-qq', ...words], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
  const downloads = join(folder, 'packages');
  run(['update'], folder);
  run(['download', ...packages.map(name => `${name}/${suite}`)], downloads);
  for (const file of readdirSync(downloads)) execFileSync('dpkg', ['-x', join(downloads, file), join(folder, 'root')]);
  for (const part of ['lists', 'archives', 'packages']) rmSync(join(folder, part), { recursive: true, force: true });
}

const starter = `#!/bin/sh
top=$(dirname "$0")/root
lib=$(dirname "$(ls "$top"/usr/lib/*/libc.so.6)")
HELIX_RUNTIME=$top/usr/lib/hx/runtime exec "$(ls "$lib"/ld-linux*.so.*)" --library-path "$lib" "$top/usr/bin/hx" "$@"
`;
