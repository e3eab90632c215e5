// Real processes of bin/trainyard.mjs, from source, on temporary projects with private folders of their own.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'trainyard.mjs');

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface TestProject {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Runs one command to its end. */
  trainyard(words: readonly string[], options?: CallOptions): Promise<Answer>;
  /** Starts one; `until` waits for a text in either stream, `end` for its exit. */
  start(words: readonly string[], options?: CallOptions): StartedCommand;
  /** Ends the service and deletes everything. */
  remove(): Promise<void>;
}
interface CallOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}
export interface StartedCommand {
  readonly pid: number;
  until(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  readonly end: Promise<Answer>;
}

export function testProject(files: Readonly<Record<string, string>>): TestProject {
  const base = mkdtempSync(join(tmpdir(), 'trainyard-cli-'));
  const folder = join(base, 'project');
  mkdirSync(folder);
  const start = (words: readonly string[], { cwd = folder, env = {} }: CallOptions = {}) =>
    startCommand(words, cwd, { ...variables(base), ...env });
  const project: TestProject = {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    start,
    trainyard: (words, options) => start(words, options).end,
    async remove() {
      if (existsSync(join(base, 'private'))) await project.trainyard(['service', 'stop']);
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  return project;
}

function variables(base: string): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    HOME: base,
    TRAINYARD_HOME: join(base, 'private'),
    TRAINYARD_SOURCE: '1',
    LANG: 'C.UTF-8',
  };
}

function startCommand(words: readonly string[], cwd: string, env: Record<string, string>): StartedCommand {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [launcher, ...words], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    heard();
  });
  const end = new Promise<Answer>(resolve => child.once('close', code => resolve({ code, out, err })));
  return {
    pid: child.pid ?? 0,
    end,
    signal: name => child.kill(name),
    until: text =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!`${out}${err}`.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        void end.then(() => reject(new Error(`ended without «${text}»:\n${out}${err}`)));
        look();
      }),
  };
}

/** Exactly one JSON document, or the test fails. */
export const documentOf = <T>({ out }: Answer): T => JSON.parse(out) as T;
