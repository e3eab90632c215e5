// Finds programs the way a shell would, in the variables of whoever asked for the run.
import type { Files } from '../ports.ts';

export type Variables = Readonly<Record<string, string>>;

/** Absolute path of a program on PATH, or of one named by a path; null when there is none that may be run. */
export async function findProgram(
  files: Files,
  name: string,
  cwd: string,
  variables: Variables,
): Promise<string | null> {
  if (name.includes('/')) {
    const path = name.startsWith('/') ? name : `${cwd}/${name}`;
    return (await isProgram(files, path)) ? path : null;
  }
  for (const folder of (variables.PATH ?? '').split(':')) {
    const path = `${folder === '' ? cwd : folder}/${name}`;
    if (await isProgram(files, path)) return path;
  }
  return null;
}

async function isProgram(files: Files, path: string): Promise<boolean> {
  const stat = await files.stat(path);
  return stat?.kind === 'file' && (stat.mode & 0o111) !== 0;
}

/** The interpreter the request names, else `python3.11` for a wanted 3.11, else python3, else python. */
export async function findPython(
  files: Files,
  cwd: string,
  request: { readonly python: string | null; readonly wanted: string | null; readonly variables: Variables },
): Promise<string | null> {
  const names = [request.python, request.wanted === null ? null : `python${request.wanted}`, 'python3', 'python'];
  for (const name of names) {
    const found = name === null ? null : await findProgram(files, name, cwd, request.variables);
    if (found !== null) return found;
  }
  return null;
}

/** Variables as after `activate`: the environment's programs first, its Python alone. */
export function activate(variables: Variables, environment: string): Record<string, string> {
  const { PYTHONHOME: _, ...kept } = variables;
  const path = [`${environment}/bin`, ...(kept.PATH ?? '').split(':').filter(part => part !== '')].join(':');
  return { ...kept, PATH: path, VIRTUAL_ENV: environment };
}

/** The environment an interpreter belongs to: the folder above `bin/` when it holds `pyvenv.cfg`. */
export async function environmentOf(files: Files, python: string): Promise<string | null> {
  const folder = python.replace(/\/[^/]+\/[^/]+$/, '');
  return folder !== python && (await files.stat(`${folder}/pyvenv.cfg`)) !== null ? folder : null;
}
