// The process of one deployment's router: reads its plan and keys, listens, serves until it is asked to stop.
import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import type { Server } from 'node:http';
import { trouble } from '../../engine/errors.ts';
import { errorStreamLog } from '../../engine/node/log.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { openModel } from '../../engine/serving/openModel.ts';
import { openRequestLog, requestsFolder } from '../../engine/store/requestLog.ts';
import { parseRouterFile, routerFile, routerLogFile } from '../../protocol/privateFolder.ts';
import { modelLaunch } from '../modelServer/modelLaunch.ts';
import { pathsOf } from '../projectFolder.ts';
import { checkCallers } from './callerCheck.ts';
import { readPlan } from './controlDoor.ts';
import { type DeploymentRouter, openDeploymentRouter } from './deploymentRouter.ts';
import { createRouterServer } from './routerServer.ts';

const listenTries = 40;
const listenPauseMs = 250;
const drainMs = 10_000;

/** `args`: project root and deployment. Resolves to the exit code: 0 stopped when asked, 1 it cannot serve. */
export async function routerMain(args: readonly string[]): Promise<number> {
  const [rootArgument, deployment] = args;
  if (rootArgument === undefined || deployment === undefined) return 2;
  const root = await realpath(rootArgument);
  const paths = pathsOf(root);
  const stopping = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.resolve());
  process.on('SIGHUP', () => undefined);
  const keys = parseRouterFile(readFileSync(routerFile(paths, deployment), 'utf8'));
  if (keys === null) return say('its key file cannot be read', 1);
  const plan = readPlan(readFileSync(`${root}/.trainyard/deployments/${deployment}/plan.json`, 'utf8'));
  const router = openRouter({ root, plan, errors: `${routerLogFile(paths, deployment)}.models` });
  const server = createRouterServer({
    router,
    check: checkCallers(keys),
    onStop: () => stopping.resolve(),
    now: () => performance.now(),
    say,
  });
  await listen(server, plan.port);
  await stopping.promise;
  await drain(server, router);
  return 0;
}

function openRouter(options: {
  readonly root: string;
  readonly plan: ReturnType<typeof readPlan>;
  readonly errors: string;
}): DeploymentRouter {
  const { root, plan, errors } = options;
  const ports = nodePorts({ log: errorStreamLog('info') });
  const launch = modelLaunch(process.argv[1] ?? '', errors);
  const folder = requestsFolder(root, plan.deployment);
  return openDeploymentRouter(
    {
      open: ({ folder, python }, signal) => openModel(ports, launch, { folder, python, signal }),
      sleep: (ms, signal) => ports.clock.sleep(ms, signal),
      now: () => performance.now(),
      date: () => ports.clock.now(),
      memoryOf: pid => ports.processes.memory(pid),
      random: Math.random,
      pid: process.pid,
      log: openRequestLog(ports, folder, plan.log),
      say,
    },
    plan,
  );
}

/** A router that was just killed may hold the port for a moment. Throws `port-taken`. */
async function listen(server: Server, port: number): Promise<void> {
  for (let tried = 1; ; tried++) {
    const error = await new Promise<NodeJS.ErrnoException | null>(done => {
      server.once('error', done);
      server.listen({ host: '127.0.0.1', port, backlog: 1024 }, () => {
        server.removeListener('error', done);
        done(null);
      });
    });
    if (error === null) return;
    if (error.code !== 'EADDRINUSE' || tried === listenTries) throw trouble('port-taken', { port }, { cause: error });
    await new Promise(done => setTimeout(done, listenPauseMs));
  }
}

/** No new connections; those with a request under way end after its answer. */
async function drain(server: Server, router: DeploymentRouter): Promise<void> {
  const closed = new Promise<void>(done => server.close(() => done()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
  await Promise.race([router.close(), new Promise(done => setTimeout(done, drainMs))]);
}

function say(message: string): void;
function say(message: string, code: number): number;
function say(message: string, code?: number): number | undefined {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
  return code;
}
