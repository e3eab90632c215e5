// How long the processes take to answer from a cold start, in milliseconds: medians of several starts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFlags } from '../../protocol/lsp.ts';
import { root } from '../../scripts/build.ts';

const node = process.execPath;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Time from spawn to the first output that `ready` accepts, after `input` was written. */
function firstAnswer(
  args: readonly string[],
  input: string | null,
  ready: (text: string) => boolean,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(node, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!ready(text)) return;
      const took = performance.now() - started;
      child.removeAllListeners('exit');
      child.once('exit', () => done(took));
      child.kill('SIGTERM');
    });
    child.once('error', failed);
    child.once('exit', code => failed(new Error(`ended with ${code} before it answered: ${text}`)));
    if (input !== null) child.stdin.write(input);
  });
}

async function repeat(times: number, once: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let turn = 0; turn < times; turn += 1) values.push(await once());
  return median(values);
}

/** Bare Node as the floor, the language server's initialize answer, and a service that says its address. */
export async function startTimes(
  times = 7,
): Promise<{ readonly node: number; readonly server: number; readonly service: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
  const home = mkdtempSync(join(tmpdir(), 'trainyard-bench-home-'));
  writeFileSync(
    join(folder, 'pipeline.yaml'),
    'apiVersion: trainyard/v1\nkind: Pipeline\nname: bench\nstages:\n  one:\n    cmd: echo one\n',
  );
  const env = { ...process.env, TRAINYARD_HOME: home };
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const initialize = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  try {
    return {
      node: await repeat(times, () =>
        firstAnswer(['-e', 'console.log(1)'], null, text => text.includes('1'), folder, env),
      ),
      server: await repeat(times, () =>
        firstAnswer(
          [...serverFlags, join(root, 'dist/server.js'), '--stdio'],
          initialize,
          text => text.includes('"capabilities"'),
          folder,
          env,
        ),
      ),
      service: await repeat(times, () =>
        firstAnswer(
          [join(root, 'dist/cli.js'), 'service', 'start', '--foreground', '--json'],
          null,
          text => text.includes('"url"'),
          folder,
          env,
        ),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
}
