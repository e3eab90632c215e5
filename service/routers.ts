// The routers of this project as real processes: started on a plan, found again after a restart, ended gracefully.
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { RouterLink } from '../engine/deploy/routerLink.ts';
import type { DeploymentId, RouterPlan } from '../engine/domain/deployment.ts';
import { trouble } from '../engine/errors.ts';
import type { Ports } from '../engine/ports.ts';
import {
  type PrivatePaths,
  predictHeaderFile,
  type RouterFile,
  routerFile,
  routerLogFile,
} from '../protocol/privateFolder.ts';
import { askToStop, routerState, sendPlan } from './routerDoor.ts';
import { readRouterFile, saveRouterFile } from './routerFiles.ts';
import { startOwn } from './startOwn.ts';

export interface RoutersOptions {
  readonly ports: Pick<Ports, 'files' | 'processes' | 'log'>;
  readonly root: string;
  readonly paths: PrivatePaths;
  /** The file that routers are started from. */
  readonly entry: string;
  readonly version: string;
}
export interface Routers extends RouterLink {
  /** Where and with which token its callers ask; null before its first start. */
  callers(deployment: DeploymentId): Pick<RouterFile, 'port' | 'predictToken'> | null;
  /** Forgets tokens and port of a deployment that was removed. */
  forget(deployment: DeploymentId): Promise<void>;
}

const readyMs = 15_000;
const drainMs = 15_000;
const termMs = 3_000;
const pollMs = 25;
const sameStartMs = 2_000;

const planFile = (root: string, deployment: DeploymentId): string =>
  `${root}/.trainyard/deployments/${deployment}/plan.json`;

export function createRouters(options: RoutersOptions): Routers {
  const { ports, root, paths, version } = options;
  const lines = new Map<DeploymentId, Promise<unknown>>();
  /** One thing at a time for each router. */
  const inLine = <T>(deployment: DeploymentId, work: () => Promise<T>): Promise<T> => {
    const mine = (lines.get(deployment) ?? Promise.resolve()).catch(() => undefined).then(work);
    lines.set(deployment, mine);
    return mine;
  };
  const fileOf = (deployment: DeploymentId): RouterFile | null => readRouterFile(paths, deployment);
  const isRunning = ({ pid, startedAt }: RouterFile): boolean => {
    const found = ports.processes.info(pid);
    if (found === null || startedAt === null || found.startedAt === null) return found !== null;
    // Systems tell the time of a start to within a second or so.
    return Math.abs(found.startedAt - startedAt) < sameStartMs;
  };
  const stop = async (deployment: DeploymentId): Promise<void> => {
    const file = fileOf(deployment);
    if (file === null || !isRunning(file)) return;
    const gone = async (patience: number): Promise<boolean> => until(() => !isRunning(file), patience);
    if ((await askToStop(file)) && (await gone(drainMs))) return;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      ports.log.write('warn', `the router of ${deployment} does not end when asked: ${signal}`, { pid: file.pid });
      ports.processes.signalGroup(file.pid, signal);
      if (await gone(termMs)) return;
    }
    throw failed(options, deployment, 'it cannot be ended');
  };
  return {
    reservePort: asked => reservePort(asked),
    apply: plan =>
      inLine(plan.deployment, async () => {
        const { deployment, port } = plan;
        await ports.files.writeAtomic(planFile(root, deployment), `${JSON.stringify(plan, null, 2)}\n`);
        const file = fileOf(deployment);
        if (file !== null && file.port === port && isRunning(file) && mayKeep(file, plan, version)) {
          const answer = await sendPlan(file, plan);
          if (answer.kind === 'taken') return;
          if (answer.kind === 'refused' && file.version === version)
            throw failed(options, deployment, `it refused the plan: ${answer.reason}`);
        }
        await stop(deployment);
        await start(options, plan);
      }),
    async observe(deployment) {
      const file = fileOf(deployment);
      return file === null || !isRunning(file) ? null : routerState(file);
    },
    stop: deployment => inLine(deployment, () => stop(deployment)),
    callers: fileOf,
    forget: deployment =>
      inLine(deployment, async () => {
        await stop(deployment);
        for (const file of [routerFile, predictHeaderFile, routerLogFile])
          await rm(file(paths, deployment), { force: true });
        await ports.files.remove(`${root}/.trainyard/deployments/${deployment}`);
      }),
  };
}

/** A router of another version of ours is replaced with the first plan after a rollout: never in the middle of one. */
const mayKeep = (file: RouterFile, { versions }: RouterPlan, version: string): boolean =>
  file.version === version || versions.length > 1;

/** It reads the plan from its file; its door opens when it has. Throws `router-failed` with what its log says last. */
async function start(options: RoutersOptions, plan: RouterPlan): Promise<void> {
  const { ports, root, paths, entry, version } = options;
  const { deployment, port } = plan;
  await saveRouterFile(paths, deployment, { port, pid: 0, startedAt: null, entry, version });
  const pid = startOwn({
    ...{ entry, root, args: ['router', root, deployment], logFile: routerLogFile(paths, deployment) },
    onError: error => ports.log.write('error', `the router of ${deployment} could not be started`, { error }),
  });
  const startedAt = ports.processes.info(pid)?.startedAt ?? null;
  const file = await saveRouterFile(paths, deployment, { pid, startedAt });
  const isUp = async (): Promise<boolean> => ((await routerState(file))?.generation ?? -1) >= plan.generation;
  const isOver = async (): Promise<boolean> => (await isUp()) || !ports.processes.isAlive(pid);
  await until(isOver, readyMs);
  if (await isUp()) return;
  const isGone = !ports.processes.isAlive(pid);
  if (!isGone) ports.processes.signalGroup(pid, 'SIGKILL');
  const said = await lastWord(options, deployment);
  throw failed(options, deployment, isGone ? `it ended at once: ${said}` : `it did not answer in ${readyMs / 1000} s`);
}

const failed = ({ paths }: RoutersOptions, deployment: DeploymentId, reason: string) =>
  trouble('router-failed', { target: deployment, reason, log: routerLogFile(paths, deployment) });

async function lastWord({ ports, paths }: RoutersOptions, deployment: DeploymentId): Promise<string> {
  const text = (await ports.files.readText(routerLogFile(paths, deployment))) ?? '';
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}

async function until(isSo: () => boolean | Promise<boolean>, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await wait(pollMs);
  }
  return false;
}

/** Throws `port-taken`. */
async function reservePort(asked: number | null): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = asked !== null && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      fail(isTaken ? trouble('port-taken', { port: asked }, { cause: error }) : error);
    });
    server.listen({ host: '127.0.0.1', port: asked ?? 0, exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
