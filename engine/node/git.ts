// What git knows of a folder, read so that nothing the repository's own configuration names is ever executed.
import { createHash } from 'node:crypto';
import { type SimpleGit, simpleGit } from 'simple-git';
import type { Git, Log } from '../ports.ts';

/** GIT_CONFIG_COUNT, on which the safety below rests, came with this version. */
const leastGit = [2, 31] as const;
/** Files of our stores, relative to the project root, that never make a working copy dirty. */
const storeFiles = ['mlflow.db', 'mlflow.db-*', 'mlruns', '.trainyard'];

/**
 * Off: hooks, file system monitor, pagers, external diff and text conversion, network transports,
 * lazy fetches, work inside submodules, and every filter that any configuration file defines.
 */
export function safeGit(log: Log): Git {
  return {
    async provenance(root) {
      const git = await open(root, log);
      if (!git) return null;
      const commit = (await answer(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']))?.trim();
      if (!commit) return null;
      const branch = await answer(git, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
      return { commit, branch: branch?.trim() || null, diffHash: await diffHash(git) };
    },
    async tracked(root) {
      const git = await open(root, log);
      const text = git && (await answer(git, ['ls-files', '-z', '--cached', '--', '.']));
      return text === null ? null : text.split('\0').filter(path => path !== '');
    },
  };
}

/** Changes of tracked files against the last commit, staged or not. Untracked files are not part of a diff. */
async function diffHash(git: SimpleGit): Promise<string | null> {
  const text = await git.raw([
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--no-renames',
    '--binary',
    '--full-index',
    '--unified=3',
    '--diff-algorithm=myers',
    '--ignore-submodules=dirty',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    'HEAD',
    '--',
    ':/',
    ...storeFiles.map(path => `:(exclude)${path}`),
  ]);
  return text === '' ? null : createHash('sha256').update(text).digest('hex');
}

async function open(root: string, log: Log): Promise<SimpleGit | null> {
  try {
    const base = client(root, []);
    const { major, minor } = await base.version();
    if (major < leastGit[0] || (major === leastGit[0] && minor < leastGit[1])) {
      log.write('warn', `git ${major}.${minor} is too old to be used safely; provenance is left out`);
      return null;
    }
    if ((await answer(base, ['rev-parse', '--is-inside-work-tree']))?.trim() !== 'true') return null;
    return client(root, filterSettings((await answer(base, ['config', '--list', '--name-only', '-z'])) ?? ''));
  } catch (error) {
    log.write('debug', 'git is not usable here', { error });
    return null;
  }
}

/** Empty commands for every filter and every external diff that is configured. */
function filterSettings(names: string): readonly (readonly [string, string])[] {
  const drivers = new Set<string>();
  for (const name of names.split('\0')) {
    const driver = /^((?:filter|diff)\..+)\.[^.]+$/s.exec(name)?.[1];
    if (driver) drivers.add(driver);
  }
  return [...drivers].flatMap(driver => {
    const empty = driver.startsWith('filter.') ? ['clean', 'smudge', 'process'] : ['command', 'textconv'];
    const settings = empty.map(name => [`${driver}.${name}`, ''] as const);
    return driver.startsWith('filter.') ? [...settings, [`${driver}.required`, 'false'] as const] : settings;
  });
}

function client(root: string, extra: readonly (readonly [string, string])[]): SimpleGit {
  const settings: readonly (readonly [string, string])[] = [
    ['core.fsmonitor', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['core.pager', 'cat'],
    ['protocol.allow', 'never'],
    ['core.quotePath', 'false'],
    ...extra,
  ];
  const variables = { ...ownVariables(), ...asVariables(settings) };
  const git = simpleGit({
    baseDir: root,
    allowEnvironment: Object.keys(variables).filter(name => name.startsWith('GIT_')),
    // simple-git refuses to touch these settings by default; here every one of them is set to nothing.
    unsafe: {
      allowUnsafeConfigEnvCount: true,
      allowUnsafePager: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeFilter: true,
      allowUnsafeDiffExternal: true,
      allowUnsafeDiffTextConv: true,
    },
  });
  return git.env(variables);
}

/** Our variables without git's: those of an asking hook or shell would point at another repository. */
function ownVariables(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const isOfGit = /^(GIT_|SSH_ASKPASS$|PAGER$|EDITOR$|VISUAL$|PREFIX$)/.test(name);
    if (!isOfGit && value !== undefined) kept[name] = value;
  }
  return {
    ...kept,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  };
}

function asVariables(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}

/** Null when git refuses: no commit yet, a detached head, a folder of another owner. */
async function answer(git: SimpleGit, args: string[]): Promise<string | null> {
  try {
    return await git.raw(args);
  } catch {
    return null;
  }
}
