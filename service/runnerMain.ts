// The runner process: carries one pipeline run, detached from the service; started again for a run it finds its place.
import { realpath } from 'node:fs/promises';
import { isTrouble } from '../engine/errors.ts';
import { fileLog } from '../engine/node/log.ts';
import { nodePorts } from '../engine/node/ports.ts';
import { preparePrivateFolder } from '../engine/node/privateFolder.ts';
import { executeRun } from '../engine/runner/executeRun.ts';
import type { Checkpoint, RunnerContext } from '../engine/runner/runnerContext.ts';
import { openStatCache } from '../engine/store/statCache.ts';
import { openStateStore } from '../engine/store/stateStore.ts';
import { openTrackingStore } from '../engine/tracking/openTrackingStore.ts';
import type { PrivatePaths } from '../protocol/privateFolder.ts';
import { pathsOf } from './projectFolder.ts';
import { runnerCheckpoint } from './runnerCheckpoint.ts';

export interface RunnerHooks {
  /**
   * Makes sure a service answers for the project, starting one when there is none, and returns the variables by which a
   * stage's script reaches it. Called before a stage starts and every few seconds while stages run.
   */
  readonly ensureService?: (root: string, paths: PrivatePaths) => Promise<ServiceAccess | null>;
}
export interface ServiceAccess {
  readonly port: number;
  /** Makes the tracking token of a stage run. */
  readonly trackingToken: (stageRunId: string) => string;
}

const keepAliveMs = 3_000;

/** `args`: project root and run id. Resolves to the exit code: 0 the run has ended, 1 it could not be carried out. */
export async function runnerMain(args: readonly string[], hooks: RunnerHooks = {}): Promise<number> {
  const [rootArgument, runId] = args;
  if (rootArgument === undefined || runId === undefined) return 2;
  const root = await realpath(rootArgument);
  const paths = pathsOf(root);
  await preparePrivateFolder(paths.project);
  const log = fileLog(`${root}/.trainyard/runner.log`);
  const ports = nodePorts({ log });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  // The window that asked is gone one day; writing to its pipe must not end the run.
  process.on('SIGHUP', () => {});
  const store = await openStateStore(ports, { root, access: 'write' });
  const hashes = await openStatCache(ports, { root, access: 'write' });
  const tracking = await openTrackingStore({ ports, root, access: 'write' });
  const service = keepService(root, paths, hooks, error =>
    log.write('warn', 'the service does not come up', { error }),
  );
  const pause = runnerCheckpoint(process.env);
  const context: RunnerContext = {
    ports,
    root,
    store,
    hashes,
    tracking,
    folders: { runs: paths.runs, environments: paths.environments },
    serviceVariables: service.variables,
    ...(pause === null ? {} : { checkpoint: (moment: Checkpoint, stage: string | null) => pause(moment, stage) }),
  };
  try {
    const run = await executeRun(context, runId, stop.signal);
    log.write('info', `${run.name} ${run.state}`, { id: run.id });
    return 0;
  } catch (error) {
    log.write(
      isTrouble(error, 'run-active') ? 'info' : 'error',
      `run ${runId} is not carried out by process ${process.pid}`,
      { error },
    );
    return 1;
  } finally {
    service.stop();
    tracking.close();
    hashes.close();
    store.close();
  }
}

interface ServiceKeeper {
  variables(stageRunId: string): Promise<Readonly<Record<string, string>>>;
  stop(): void;
}

/** A stage that logs must find the service again after it was killed, so it is looked after as long as the run lasts. */
function keepService(
  root: string,
  paths: PrivatePaths,
  hooks: RunnerHooks,
  report: (error: unknown) => void,
): ServiceKeeper {
  let isBusy = false;
  const ensure = async (): Promise<ServiceAccess | null> => {
    try {
      return (await hooks.ensureService?.(root, paths)) ?? null;
    } catch (error) {
      report(error);
      return null;
    }
  };
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    await ensure();
    isBusy = false;
  }, keepAliveMs);
  return {
    async variables(stageRunId) {
      const access = await ensure();
      if (access === null) return {};
      return {
        MLFLOW_TRACKING_URI: `http://127.0.0.1:${access.port}`,
        MLFLOW_TRACKING_TOKEN: access.trackingToken(stageRunId),
      };
    },
    stop: () => clearInterval(timer),
  };
}
