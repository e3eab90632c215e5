// A project on disk with a real store, tracking database and runner, for tests that run pipelines.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PipelineRun, StageRun } from '../../engine/domain/run.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { createPipelineRun, type RunRequest } from '../../engine/runner/createPipelineRun.ts';
import { executeRun } from '../../engine/runner/executeRun.ts';
import type { RunnerContext } from '../../engine/runner/runnerContext.ts';
import { openStatCache } from '../../engine/store/statCache.ts';
import { openStateStore } from '../../engine/store/stateStore.ts';
import { openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';

export const ports = nodePorts({ log: { write: () => {} } });
export const shellVariables = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  USER: 'ada',
});

export interface Project {
  readonly root: string;
  readonly home: string;
  readonly context: Omit<RunnerContext, 'tracking'> & { readonly tracking: TrackingStore };
  write(path: string, text: string): void;
  read(path: string): string;
  has(path: string): boolean;
  /** Writes `pipeline.yaml` with the frame around the given stages. */
  pipeline(stages: string, top?: string): void;
  run(request?: Partial<RunRequest>, signal?: AbortSignal): Promise<PipelineRun>;
  /** Lines that stages left in `witness`, and forgets them. */
  witnesses(): readonly string[];
  remove(): void;
}

export async function makeProject(): Promise<Project> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-run-')));
  const root = join(folder, 'project');
  const home = join(folder, 'private');
  mkdirSync(root);
  const at = (path: string): string => join(root, path);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const context = {
    ports,
    root,
    store: await openStateStore(ports, { root, access: 'write' }),
    hashes: await openStatCache(ports, { root, access: 'write' }),
    tracking: await openTrackingStore({ ports, root, access: 'write' }),
    folders: { runs: join(home, 'runs'), environments: join(home, 'environments') },
  };
  return {
    root,
    home,
    context,
    write,
    read: path => readFileSync(at(path), 'utf8'),
    has: path => existsSync(at(path)),
    pipeline: (stages, top = '') =>
      write(
        'pipeline.yaml',
        `apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\n${top}\nstages:\n${indent(stages)}`,
      ),
    async run(request = {}, signal = new AbortController().signal) {
      const created = await createPipelineRun(context, {
        pipeline: 'pipeline.yaml',
        env: shellVariables(),
        ...request,
      });
      return executeRun(context, created.id, signal);
    },
    witnesses() {
      const lines = existsSync(at('witness'))
        ? readFileSync(at('witness'), 'utf8')
            .split('\n')
            .filter(line => line !== '')
        : [];
      rmSync(at('witness'), { force: true });
      return lines;
    },
    remove() {
      context.store.close();
      context.hashes.close();
      context.tracking.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');

export const states = (run: PipelineRun): Record<string, StageRun['state']> =>
  Object.fromEntries(run.stages.map(stage => [stage.stage, stage.state]));
export function stageOf(run: PipelineRun, name: string): StageRun {
  const found = run.stages.find(stage => stage.stage === name);
  if (!found) throw new Error(`no stage ${name}`);
  return found;
}
export const append = (project: Project, path: string, text: string): void =>
  appendFileSync(join(project.root, path), text);
