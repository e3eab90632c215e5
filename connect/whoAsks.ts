// Who asks, for the audit trail: git's name for this folder, else the machine's name for the person.
import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';

interface Asker {
  /** Absolute; its git configuration counts. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function whoAsks({ env, cwd }: Asker): Promise<string> {
  const named = await gitName(cwd, env);
  return named ?? env.USER ?? env.LOGNAME ?? userInfo().username;
}

function gitName(cwd: string, env: Asker['env']): Promise<string | null> {
  return new Promise(done => {
    const options = { cwd, env: { ...env }, timeout: 2_000 };
    execFile('git', ['config', '--get', 'user.name'], options, (error, output) => {
      const name = output.trim();
      done(error !== null || name === '' ? null : name);
    });
  });
}
