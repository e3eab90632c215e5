// The parts of the extension host that need no editor: clock, tracebacks, launchers, secrets, variables, pace.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { atMostEvery } from '../../client/atMostEvery.ts';
import { windowVariables } from '../../client/environment.ts';
import { findProjectRoots } from '../../client/projectRoots.ts';
import { raisedAt } from '../../client/runner/traceback.ts';
import { runningTime } from '../../client/runningTime.ts';
import { launchers } from '../../client/terminal/launcher.ts';
import { runsMarkdown } from '../../client/tracking/runsMarkdown.ts';
import { withoutSecrets } from '../../client/withoutSecrets.ts';

test('time that runs is written as a clock', () =>
  expect([0, 42_900, 134_000, 3_723_000, -5].map(runningTime)).toEqual(['0:00', '0:42', '2:14', '1:02:03', '0:00']));

describe('a traceback', () => {
  const lines = [
    'Traceback (most recent call last):',
    '  File "/work/demo/src/train.py", line 12, in <module>',
    '    fit(frame)',
    '  File "src/model.py", line 40, in fit',
    '    raise ValueError("no rows")',
    '  File "/usr/lib/python3/site-packages/sklearn/base.py", line 9, in check',
    'ValueError: no rows',
  ];
  test('names the innermost line inside the project', () =>
    expect(raisedAt(lines, '/work/demo')).toEqual({ path: 'src/model.py', line: 40, message: 'ValueError: no rows' }));
  test('outside the project is none of ours', () =>
    expect(raisedAt([lines[5] ?? '', lines[6] ?? ''], '/work/demo')).toBeNull());
  test('is not seen in lines that only mention errors', () =>
    expect(raisedAt(['0 errors', 'loss 0.3'], '/work/demo')).toBeNull());
});

test('the launcher starts the command line although paths hold spaces and quotes', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'trainyard-launcher-')), "it's a folder");
  mkdirSync(folder);
  const cli = join(folder, 'cli.js');
  writeFileSync(cli, 'console.log(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE, ...process.argv.slice(2)]))');
  const [posix] = launchers({ node: process.execPath, cli });
  const program = join(folder, posix?.name ?? '');
  writeFileSync(program, posix?.text ?? '');
  chmodSync(program, 0o755);
  const { stdout } = spawnSync(program, ['check', '--json', 'a b'], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(['1', 'check', '--json', 'a b']);
});

test('copied diagnostics hold no tokens, keys or passwords', () => {
  const text = [
    `MLFLOW_TRACKING_TOKEN=ty1.${'a'.repeat(32)}.${'b'.repeat(64)}`,
    'Authorization: Bearer abcdefghijklmnop',
    '"secret": "hunter2hunter2"',
    'https://me:pass@example.org/x',
    `token ${'0'.repeat(64)}`,
  ].join('\n');
  const clean = withoutSecrets(text);
  for (const secret of ['bbbb', 'abcdefghijklmnop', 'hunter2', 'me:pass', '0000']) expect(clean).not.toContain(secret);
  expect(clean).toContain('MLFLOW_TRACKING_TOKEN');
});

test('variables of the editor itself do not reach stages', () =>
  expect(
    windowVariables({
      PATH: '/bin',
      ELECTRON_RUN_AS_NODE: '1',
      VSCODE_IPC_HOOK: 'x',
      CUDA_VISIBLE_DEVICES: '0',
      EMPTY: undefined,
    }),
  ).toEqual({ PATH: '/bin', CUDA_VISIBLE_DEVICES: '0' }));

describe('paced work', () => {
  test('a burst is done once, and what is asked meanwhile once more', async () => {
    let count = 0;
    const paced = atMostEvery(
      20,
      async () => {
        count += 1;
      },
      () => undefined,
    );
    for (let ask = 0; ask < 50; ask += 1) paced.soon();
    await new Promise(resolve => setTimeout(resolve, 10));
    expect(count).toBe(1);
    paced.soon();
    paced.soon();
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(count).toBe(2);
    paced.dispose();
  });
  test('goes on after an error', async () => {
    const errors: unknown[] = [];
    let count = 0;
    const paced = atMostEvery(
      1,
      async () => {
        count += 1;
        if (count === 1) throw new Error('away');
      },
      error => errors.push(error),
    );
    paced.soon();
    await new Promise(resolve => setTimeout(resolve, 20));
    paced.soon();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect([count, errors.length]).toEqual([2, 1]);
  });
});

describe('the projects of a folder', () => {
  const marker = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: x\nstages: {}\n';
  const lay = (files: Readonly<Record<string, string>>): string => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-roots-')));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  };
  const find = async (root: string, start: string, ...pipelines: readonly string[]) =>
    (
      await findProjectRoots(
        join(root, start),
        pipelines.map(path => join(root, path)),
      )
    ).map(found => found.slice(root.length));

  test('a pipeline file makes its folder one', async () =>
    expect(await find(lay({ 'pipeline.yaml': marker }), '', 'pipeline.yaml')).toEqual(['']));
  test('several below the window are several', async () =>
    expect(
      await find(
        lay({ 'a/pipeline.yaml': marker, 'b/pipeline.yaml': marker }),
        '',
        'b/pipeline.yaml',
        'a/pipeline.yaml',
      ),
    ).toEqual(['/b', '/a']));
  test('a pipeline inside a project belongs to it', async () =>
    expect(
      await find(
        lay({ 'pipeline.yaml': marker, 'parts/x.pipeline.yaml': marker }),
        '',
        'parts/x.pipeline.yaml',
        'pipeline.yaml',
      ),
    ).toEqual(['']));
  test('a folder below one with .trainyard is part of that project', async () =>
    expect(await find(lay({ '.trainyard/owner.db': '', 'src/train.py': '' }), 'src')).toEqual(['']));
  test('an MLflow database alone is worth showing', async () =>
    expect(await find(lay({ 'mlflow.db': '' }), '')).toEqual(['']));
  test('a pipeline.yaml of another tool is none', async () =>
    expect(await find(lay({ 'pipeline.yaml': '$schema: azureml\ntype: pipeline\n' }), '', 'pipeline.yaml')).toEqual(
      [],
    ));
});

test('runs as Markdown put differing params first and keep every digit', () => {
  const row = (name: string, lr: string, rmse: number) =>
    ({
      id: name,
      experimentId: '1',
      experiment: 'x',
      name,
      status: 'FINISHED',
      startedAt: 0,
      endedAt: 1,
      parentId: null,
      params: { depth: '4', lr },
      metrics: { rmse: { value: rmse, step: 0, timestamp: 0 } },
      tags: {},
      commit: null,
      source: 'mlflow-db',
    }) as const;
  const lines = runsMarkdown([row('brave-newt', '0.1', 41.234567891), row('calm|otter', '0.2', 44)]).split('\n');
  expect(lines[0]).toBe('|  | brave-newt | calm\\|otter |');
  expect(lines.slice(3, 6)).toEqual(['| lr | 0.1 | 0.2 |', '| depth | 4 | 4 |', '| rmse | 41.234567891 | 44 |']);
});
