// Which Python the shell that asks would use, as an absolute path.
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { UsageError } from './verb.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** `--python`, TRAINYARD_PYTHON, VIRTUAL_ENV's, CONDA_PREFIX's, then `python3` and `python` on PATH; null when there is none. */
export async function findPython(named: string | undefined, env: Variables, cwd: string): Promise<string | null> {
  const wanted = named ?? env.TRAINYARD_PYTHON;
  if (wanted) {
    const found = await findProgram(wanted, env, cwd);
    if (found === null) {
      const where = named === undefined ? 'TRAINYARD_PYTHON' : '--python';
      throw new UsageError(`${where} names «${wanted}», which is not there or cannot be executed.`, 'run');
    }
    return found;
  }
  const folders = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter(folder => folder !== undefined && isAbsolute(folder));
  for (const folder of folders as readonly string[]) {
    const python = join(folder, 'bin', 'python');
    if (await isProgram(python)) return python;
  }
  return (await findProgram('python3', env, cwd)) ?? (await findProgram('python', env, cwd));
}

async function findProgram(name: string, env: Variables, cwd: string): Promise<string | null> {
  if (name.includes('/')) {
    const path = resolve(cwd, name);
    return (await isProgram(path)) ? path : null;
  }
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    if (await isProgram(join(folder, name))) return join(folder, name);
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const ours = /^(ELECTRON_RUN_AS_NODE$|TRAINYARD_(NODE|SOURCE|EDITOR_))/;

/** The shell's variables for stages, without what only starts the command line. */
export function shellVariables(env: Variables): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && !ours.test(name)) own[name] = value;
  return own;
}
