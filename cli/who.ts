// Who types, for the audit trail: git's name for this folder, else the machine's name for the person.
import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import type { Io } from './io.ts';

export async function whoAsks({ env, cwd }: Io): Promise<string> {
  const named = await gitName(cwd, env);
  return named ?? env.USER ?? env.LOGNAME ?? userInfo().username;
}

function gitName(cwd: string, env: Io['env']): Promise<string | null> {
  return new Promise(done => {
    const options = { cwd, env: { ...env }, timeout: 2_000 };
    execFile('git', ['config', '--get', 'user.name'], options, (error, output) => {
      const name = output.trim();
      done(error !== null || name === '' ? null : name);
    });
  });
}
