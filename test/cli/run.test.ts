// Running from the command line as a person or a program would: real processes, a real service, real stages.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PipelineRun } from '../../engine/domain/run.ts';
import type { RunRow } from '../../protocol/api.ts';
import { documentOf, type TestProject, testProject } from './commandLine.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: tiny\n';
/** Two stages with params and metrics that need nothing but sh. */
const pipeline = `${head}params:
  values: {depth: 3, colour: red}
stages:
  prepare:
    cmd: cp in.txt out.txt && echo prepared by $SHADE
    deps: [in.txt]
    outs: [out.txt]
  train:
    cmd: echo '{"rmse":' \${{ params.depth }} '}' > metrics.json
    deps: [out.txt]
    params: [depth]
    metrics: [metrics.json]
`;
interface RunDocument {
  readonly run: PipelineRun;
  readonly metrics: Readonly<Record<string, number>>;
}
const statesOf = ({ run }: RunDocument) => Object.fromEntries(run.stages.map(({ stage, state }) => [stage, state]));

describe('a pipeline', () => {
  let project: TestProject;
  beforeAll(() => {
    project = testProject({ 'pipeline.yaml': pipeline, 'in.txt': 'hours\n' });
  });
  afterAll(() => project.remove());

  test('runs, and says so in one document', async () => {
    const answer = await project.trainyard(['run', '--json'], { env: { SHADE: 'green' } });
    expect({ code: answer.code, err: answer.err }).toEqual({ code: 0, err: '' });
    const done = documentOf<RunDocument>(answer);
    expect(done.run).toMatchObject({ state: 'succeeded', pipeline: 'pipeline.yaml', pipelineName: 'tiny' });
    expect(statesOf(done)).toEqual({ prepare: 'succeeded', train: 'succeeded' });
    expect(done.metrics).toMatchObject({ rmse: 3 });
    expect(readFileSync(join(project.folder, 'out.txt'), 'utf8')).toBe('hours\n');
  });
  test('gives its stages the variables of the shell that asked', async () => {
    const log = await project.trainyard(['log', 'prepare']);
    expect(log).toMatchObject({ code: 0, out: expect.stringContaining('prepared by green') });
  });
  test('skips what did not change', async () => {
    const done = documentOf<RunDocument>(await project.trainyard(['run', '--json']));
    expect(statesOf(done)).toEqual({ prepare: 'cached', train: 'cached' });
    expect(done.metrics).toMatchObject({ rmse: 3 });
  });
  test('tells people why a stage runs, and what became better', async () => {
    const answer = await project.trainyard(['run', '--set', 'depth=2']);
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/✓ prepare +cached +nothing changed/);
    expect(answer.out).toMatch(/✓ train +succeeded +.*depth 3 → 2/);
    expect(answer.out).toMatch(/rmse ↓ +2 +↓ 1 better/);
  });
  test('runs one stage again when forced', async () => {
    const done = documentOf<RunDocument>(await project.trainyard(['run', '--force', 'train', '--json']));
    expect(statesOf(done)).toEqual({ prepare: 'cached', train: 'succeeded' });
  });
  test('has its runs in a list, best first when asked', async () => {
    const { runs } = documentOf<{ runs: readonly RunRow[] }>(
      await project.trainyard(['runs', '--sort', 'metrics.rmse', '--json']),
    );
    expect(runs.map(row => row.metrics.rmse?.value)).toEqual([2, 3, 3, 3]);
    const table = await project.trainyard(['runs', '--experiment', 'tiny', '--limit', '2']);
    expect(table.out.split('\n')[0]).toMatch(/^run +rmse ↓ +took/);
    expect(table.out.trimEnd().split('\n')).toHaveLength(3);
  });
  test('shows the metrics of a run by its name, and the curve of one', async () => {
    const { runs } = documentOf<{ runs: readonly RunRow[] }>(await project.trainyard(['runs', '--json']));
    const name = runs[0]?.name ?? '';
    const values = documentOf<{ metrics: Record<string, number> }>(
      await project.trainyard(['metrics', name, '--json']),
    );
    expect(values.metrics).toMatchObject({ rmse: 3 });
    const curve = await project.trainyard(['metrics', 'latest', 'rmse']);
    expect(curve.out).toContain('rmse ↓ lower is better');
    expect((await project.trainyard(['metrics', 'latest', 'nothing'])).code).toBe(2);
    expect((await project.trainyard(['metrics', 'no-such-run'])).code).toBe(2);
  });
  test('has its numbers held against a model card that cites the run', async () => {
    const { runs } = documentOf<{ runs: readonly RunRow[] }>(await project.trainyard(['runs', '--json']));
    const card = (rmse: number) =>
      `---\nlicense: mit\nmodel-index:\n  - name: tiny\n    results:\n      - task: {type: tabular-regression}\n        dataset: {type: csv, name: hours}\n        metrics: [{type: rmse, value: ${rmse}}]\ntrainyard: {run: ${runs[0]?.id}}\n---\n`;
    project.write('MODEL_CARD.md', card(2.5));
    const wrong = await project.trainyard(['check', 'MODEL_CARD.md']);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(/rmse is 2\.5 here, but 3(\.0)? in run/);
    project.write('MODEL_CARD.md', card(3));
    expect((await project.trainyard(['check', 'MODEL_CARD.md'])).out).toBe('Nothing wrong in 1 file.\n');
  });
  test('shows what would run again', async () => {
    project.write('in.txt', 'other hours\n');
    const answer = await project.trainyard(['status']);
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/⚠ prepare +stale +in\.txt changed/);
  });
  test('refuses an unknown stage, with the stages there are', async () => {
    const answer = await project.trainyard(['run', '--to', 'trian']);
    expect(answer.code).toBe(2);
    expect(answer.err).toMatch(/no stage «trian».*prepare, train/);
  });
  test('gives space back only when that was said', async () => {
    const answer = await project.trainyard(['clean', '--cache', '--yes']);
    expect(answer).toMatchObject({ code: 0, out: expect.stringMatching(/given back\.\n$/) });
    expect(documentOf<{ runs: unknown[] }>(await project.trainyard(['runs', '--json'])).runs).toHaveLength(4);
  });
});

describe('trouble', () => {
  let project: TestProject;
  const open = (files: Record<string, string>): TestProject => {
    project = testProject(files);
    return project;
  };
  afterEach(() => project.remove());

  test('a failing stage ends with 1, its last words and where the rest is', async () => {
    const answer = await open({
      'pipeline.yaml': `${head}stages:\n  load:\n    cmd: echo no such table >&2; exit 3\n    outs: [x]\n  after:\n    cmd: cat x\n    deps: [x]\n`,
    }).trainyard(['run']);
    expect(answer.code).toBe(1);
    expect(answer.out).toContain('Ended with exit code 3. The log shows why.');
    expect(answer.out).toContain('│ no such table');
    expect(answer.out).toMatch(/after +skipped/);
    expect(answer.out).toContain('trainyard log load --run');
  });
  test('a command that is not there is named', async () => {
    const answer = await open({
      'pipeline.yaml': `${head}stages:\n  train:\n    cmd: [no-such-program, --fast]\n`,
    }).trainyard(['run']);
    expect(answer.code).toBe(1);
    expect(answer.out).toContain('no-such-program');
    expect(answer.out).toContain('correct «cmd»');
  });
  test('a broken pipeline is not run, and the first mistake is told with its line', async () => {
    const answer = await open({ 'pipeline.yaml': `${head}stages:\n  train:\n    comand: echo\n` }).trainyard(['run']);
    expect(answer.code).toBe(1);
    expect(answer.err).toMatch(/line \d+/);
    expect(answer.err).toContain('trainyard check');
  });
  test('a missing Python is said before anything runs', async () => {
    const own = open({
      'pipeline.yaml': `${head}environments:\n  py: {requirements: requirements.txt}\nstages:\n  train:\n    cmd: echo\n    environment: py\n`,
      'requirements.txt': 'six\n',
    });
    const answer = await own.trainyard(['run'], { env: { PATH: '/nonexistent' } });
    expect(answer.code).toBe(1);
    expect(`${answer.out}${answer.err}`).toContain('Python');
  });
  test('an interpreter that is named but not there is wrong use', async () => {
    const answer = await open({ 'pipeline.yaml': pipeline, 'in.txt': '' }).trainyard(['run', '--python', './nothing']);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('--python names «./nothing»');
  });
  test('a taken port is said, and nothing is started', async () => {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const own = open({ 'pipeline.yaml': pipeline, 'in.txt': '' });
    const answer = await own.trainyard(['service', 'start', '--port', String(port), '--json']);
    server.close();
    expect(answer.code).toBe(1);
    expect(documentOf<unknown>(answer)).toMatchObject({ error: { code: 'port-taken', args: { port } } });
    expect(documentOf<unknown>(await own.trainyard(['service', 'status', '--json']))).toEqual({ running: false });
  });
  test('two commands on one project do not run one pipeline twice at a time', async () => {
    const own = open({ 'pipeline.yaml': `${head}stages:\n  slow:\n    cmd: echo ran >> witness.txt; sleep 2\n` });
    const answers = await Promise.all([own.trainyard(['run']), own.trainyard(['run'])]);
    expect(answers.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(answers.find(({ code }) => code === 1)?.err).toContain('is already running as');
    expect(readFileSync(join(own.folder, 'witness.txt'), 'utf8')).toBe('ran\n');
  });
});

describe('a run that goes on', () => {
  let project: TestProject;
  beforeAll(() => {
    project = testProject({
      'pipeline.yaml': `${head}stages:\n  slow:\n    cmd: for i in 1 2 3 4 5 6 7 8 9; do echo line $i; sleep 1; done\n    always: true\n`,
    });
  });
  afterAll(() => project.remove());

  test('is cancelled by Ctrl+C, which says how to leave it running', async () => {
    const started = project.start(['run']);
    await started.until('slow  running');
    started.signal('SIGINT');
    const answer = await started.end;
    expect(answer.code).toBe(1);
    expect(answer.err).toContain('trainyard run --detach');
    expect(answer.out).toMatch(/slow +cancelled/);
  });
  test('goes on without a terminal, is followed by its log, and cancelled by name', async () => {
    const { run } = documentOf<RunDocument>(await project.trainyard(['run', '--detach', '--json']));
    expect(run.state).toMatch(/queued|running/);
    const log = project.start(['log', 'slow', '--follow']);
    await log.until('line 2');
    const cancelled = await project.trainyard(['cancel', run.name]);
    expect(cancelled).toMatchObject({ code: 0, out: expect.stringContaining(run.name) });
    const followed = await log.end;
    expect(followed.code).toBe(0);
    expect(followed.out).toMatch(/^line 1\nline 2\n/);
    expect((await project.trainyard(['cancel'])).err).toContain('No run is going on.');
  });
  test('survives the end of its service', async () => {
    const started = project.start(['run']);
    await started.until('slow  running');
    expect((await project.trainyard(['service', 'stop'])).out).toBe('The service has ended.\n');
    const answer = await started.end;
    expect({ code: answer.code, err: answer.err }).toEqual({ code: 0, err: '' });
    expect(answer.out).toMatch(/slow +succeeded/);
  });
});

describe('the service', () => {
  test('tells its address, token and process; starts once; ends when asked', async () => {
    const project = testProject({ 'pipeline.yaml': pipeline, 'in.txt': '' });
    interface Address {
      readonly url: string;
      readonly token: string;
      readonly pid: number;
    }
    const first = documentOf<Address>(await project.trainyard(['service', 'start', '--json']));
    expect(Object.keys(first).sort()).toEqual(['pid', 'token', 'url']);
    const hello = await fetch(`${first.url}/v1/hello`, { headers: { authorization: `Bearer ${first.token}` } });
    expect(await hello.json()).toMatchObject({ product: 'trainyard', pid: first.pid });
    const second = documentOf<Address>(await project.trainyard(['service', 'start', '--json']));
    expect(second).toEqual(first);
    expect(documentOf<unknown>(await project.trainyard(['service', 'status', '--json']))).toMatchObject({
      running: true,
      pid: first.pid,
    });
    expect(documentOf<unknown>(await project.trainyard(['service', 'stop', '--json']))).toEqual({ stopped: true });
    expect(() => process.kill(first.pid, 0)).toThrow();
    await project.remove();
  });
  test('stays in the foreground until it is asked to end', async () => {
    const project = testProject({ 'pipeline.yaml': pipeline, 'in.txt': '' });
    const started = project.start(['service', 'start', '--foreground', '--json']);
    await started.until('"token"');
    expect((await project.trainyard(['status'])).code).toBe(0);
    started.signal('SIGTERM');
    const answer = await started.end;
    expect(answer.code).toBe(0);
    expect(documentOf<unknown>(answer)).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    await project.remove();
  });
});
