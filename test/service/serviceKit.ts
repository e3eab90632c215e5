// A project on disk with a private folder of its own, and its real service in processes of its own.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, connectProject } from '../../connect/connectProject.ts';
import { type FoundService, findService } from '../../connect/findService.ts';
import { findPlace, type ProjectPlace } from '../../connect/projectPlace.ts';
import { startService } from '../../connect/startService.ts';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { isEnded } from '../../engine/domain/run.ts';
import type { Trust } from '../../protocol/api.ts';
import type { ServiceFile } from '../../protocol/privateFolder.ts';
import { trustHeader } from '../../protocol/routes.ts';

/** The sources, or a bundle to hold the same suite against. */
export const serviceFile = process.env.TRAINYARD_TEST_SERVICE ?? join(import.meta.dirname, '../../service/main.ts');
export const start = { nodePath: process.execPath, serviceFile };

export interface TestProject {
  root: string;
  readonly home: string;
  readonly env: Record<string, string>;
  options(): { readonly root: string; readonly env: Record<string, string>; readonly home: string };
  place(): Promise<ProjectPlace>;
  write(path: string, text: string): void;
  read(path: string): string;
  has(path: string): boolean;
  /** Every file below the root with its size and time, to see that nothing was touched. */
  listing(): readonly string[];
  pipeline(stages: string): void;
  start(trust?: Trust, port?: number): Promise<FoundService>;
  connect(trust?: Trust): Promise<Connection>;
  find(): Promise<FoundService | null>;
  serviceFile(): Promise<ServiceFile>;
  log(): Promise<string>;
  /** Ends what still runs of this project and removes it. */
  remove(): Promise<void>;
}

export function makeProject(more: Record<string, string> = {}): TestProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-service-')));
  mkdirSync(join(folder, 'project'));
  const links: Connection[] = [];
  const project: TestProject = {
    root: join(folder, 'project'),
    home: join(folder, 'private'),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: join(folder, 'home'),
      USER: 'ada',
      TRAINYARD_HOME: join(folder, 'private'),
      NODE_NO_WARNINGS: '1',
      ...more,
    },
    options: () => ({ root: project.root, env: project.env, home: folder }),
    place: () => findPlace(project.options()),
    write(path, text) {
      const file = join(project.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    read: path => readFileSync(join(project.root, path), 'utf8'),
    has: path => existsSync(join(project.root, path)),
    listing: () =>
      readdirSync(project.root, { recursive: true, encoding: 'utf8' })
        .map(name => {
          const { size, mtimeMs } = statSync(join(project.root, name));
          return `${name} ${size} ${mtimeMs}`;
        })
        .sort(),
    pipeline: stages =>
      project.write(
        'pipeline.yaml',
        `apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\nstages:\n${indent(stages)}\n`,
      ),
    start: (trust = 'trusted', port) =>
      startService({ ...project.options(), trust, start: { ...start, ...(port === undefined ? {} : { port }) } }),
    async connect(trust = 'trusted') {
      const link = await connectProject({ ...project.options(), trust, start });
      links.push(link);
      return link;
    },
    find: () => findService(project.options()),
    serviceFile: async () => JSON.parse(readFileSync((await project.place()).paths.serviceFile, 'utf8')) as ServiceFile,
    log: async () => readFileSync((await project.place()).logFile, 'utf8'),
    async remove() {
      for (const link of links) link.dispose();
      for (const pid of servicePids(project.home)) end(pid);
      await wait(50);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  return project;
}

const indent = (text: string): string => text.replace(/^/gm, '  ');

function servicePids(home: string): readonly number[] {
  const projects = join(home, 'projects');
  if (!existsSync(projects)) return [];
  return readdirSync(projects).flatMap(name => {
    const file = join(projects, name, 'service.json');
    return existsSync(file) ? [(JSON.parse(readFileSync(file, 'utf8')) as ServiceFile).pid] : [];
  });
}

export function end(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}
export interface RawCall {
  readonly method?: string;
  readonly token?: string | null;
  readonly host?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as any program may make it, with nothing added but what is said. */
export function rawCall(
  service: Pick<FoundService, 'port' | 'token'>,
  path: string,
  call: RawCall = {},
): Promise<RawAnswer> {
  const { method = 'GET', token = service.token, host, body, headers = {} } = call;
  return new Promise((done, failed) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: service.port,
        method,
        path,
        agent: false,
        headers: {
          [trustHeader]: 'trusted',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(host === undefined ? {} : { host }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        answer.on('error', failed);
      },
    );
    asked.on('error', failed);
    asked.end(body);
  });
}

/** Waits until `look` gives something; fails with the name of what was waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null> | T | null,
  patienceMs = 20_000,
): Promise<T> {
  const since = performance.now();
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() - since > patienceMs) throw new Error(`waited in vain for ${what}`);
    await wait(40);
  }
}

export const untilEnded = (link: Connection, runId: string): Promise<PipelineRun> =>
  until(`the end of run ${runId}`, async () => {
    const run = await link.pipelineRun(runId);
    return isEnded(run.state) ? run : null;
  });

let keys = 0;
export const newKey = (): string => `test-key-${process.pid}-${++keys}`;

/** Code of the trouble that `work` ends with. */
export async function troubleOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no trouble';
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    return typeof code === 'string' ? code : String(error);
  }
}
