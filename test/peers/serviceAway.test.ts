// The real MLflow client logs while the service is away for a minute and its port is in other hands: every point is there.
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { end, makeProject, newKey, type TestProject, until, untilEnded } from '../service/serviceKit.ts';
import { peerPython } from './environments.ts';

const awayMs = 60_000;
const points = 60;
const script = `
import time
import mlflow

with mlflow.start_run():
    for step in range(${points}):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
        time.sleep(0.15)
`;
let python: string;
let project: TestProject;

beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 600_000);
beforeEach(() => {
  project = makeProject({
    MLFLOW_DISABLE_TELEMETRY: 'true',
    GIT_PYTHON_REFRESH: 'quiet',
    TRAINYARD_CRASH_LIMIT: '100',
  });
});
afterEach(() => project.remove());

test('a minute without the service costs no point', { timeout: 300_000 }, async () => {
  project.write('log.py', script);
  project.pipeline(`train: {cmd: ['${python}', log.py], deps: [log.py]}`);
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  const runId = subject ?? '';
  const stageRunId = (await link.pipelineRun(runId)).stages[0]?.id ?? '';
  const logged = async (): Promise<number> =>
    (await link.history({ runIds: [stageRunId], keys: ['loss'] }))[0]?.total ?? 0;
  await until('the first points', async () => ((await logged()) > 3 ? true : null), 60_000);

  const found = await until('the service', () => project.find());
  const port = Number(new URL(found.url).port);
  end(found.pid);
  const stranger = await occupy(port);
  const before = Date.now();
  await wait(awayMs);
  stranger.close();
  expect(Date.now() - before).toBeGreaterThanOrEqual(awayMs);

  const run = await untilEnded(await project.connect(), runId);
  expect(run.state).toBe('succeeded');
  const [curve] = await link.history({ runIds: [stageRunId], keys: ['loss'] });
  expect(curve?.steps).toEqual(Array.from({ length: points }, (_, step) => step));
});

/** Takes the port as soon as it is free and hangs up on everybody. */
async function occupy(port: number): Promise<Server> {
  const server = createServer(socket => socket.destroy());
  for (;;) {
    const isTaken = await new Promise<boolean>((done, failed) => {
      server.once('listening', () => done(true));
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? done(false) : failed(error),
      );
      server.listen(port, '127.0.0.1');
    });
    if (isTaken) return server;
    await wait(5);
  }
}
