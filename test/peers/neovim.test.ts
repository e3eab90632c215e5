// The real Neovim, configured with the block of docs/editors.md: findings, completion, hover, fixes and renaming in it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/build.ts';
import { withOwnCommand } from '../kit/ownCommand.ts';
import { peerPython } from './environments.ts';

/** PyPI has Neovim's own binary for this kind of machine alone. */
const isThere = process.platform === 'linux' && process.arch === 'x64';
const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
const configuration = /```lua\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

const pipeline = `apiVersion: trainyard/v1
kind: Pipeline
name: tiny
params: {file: params.yaml}
stages:
  train:
    cmd: python train.py --rate \${{ params.rate }}
    deps: [train.py]
    params: [rate]
    outs: [model.bin]
  score:
    desc: with 🚲
    cmd: echo 🚲 \${{ params.rate }}
    params: [rate]
    needs: [trian]
`;
const files = {
  'pipeline.yaml': pipeline,
  'params.yaml': 'rate: 0.1\n',
  'train.py': '',
  'dvc.yaml': 'stages:\n  prepare:\n    cmd: python train.py\n    depz: [train.py]\n',
  MLproject:
    'name: tiny\npython_env: python_env.yaml\nentry_points:\n  main:\n    parameterz: {}\n    command: python train.py\n',
  'python_env.yaml': 'python: "3.12"\n',
  'config.pbtxt': 'name: "tiny"\nbackend: "onnxruntime"\nmax_batch_sise: 8\n',
  '.gitlab-ci.yml': 'train:\n  script: [python train.py]\n  needs: [prepare]\n',
  'MODEL_CARD.md': '---\nlicense: apache2\nlibrary_name: sklearn\n---\n# Model\n',
};

interface Driven {
  readonly trouble?: string;
  readonly rules: readonly string[];
  readonly documentation: string;
  readonly completed: string;
  readonly hover: string;
  readonly mended: string;
  readonly renamed: string;
  readonly definition: number;
  readonly hint: string;
  readonly lensCommands: readonly string[];
  readonly foreign: readonly string[];
  readonly project: readonly string[];
  readonly triton: readonly string[];
  readonly builds: readonly string[];
  readonly card: readonly string[];
}

if (isThere) describe('Neovim 0.11', inNeovim);
else test.skip('Neovim shows what the server says');

function inNeovim(): void {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-neovim-'));
  let driven: Driven;
  beforeAll(async () => {
    const nvim = join(dirname(await peerPython('neovim')), 'nvim');
    const project = join(folder, 'project');
    mkdirSync(project);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    writeFileSync(join(folder, 'init.lua'), configuration);
    const own = (name: string): string => join(folder, name);
    const { status, stderr } = spawnSync(
      nvim,
      ['--headless', '-u', own('init.lua'), '-S', join(import.meta.dirname, 'scripts/neovim.lua')],
      {
        cwd: project,
        encoding: 'utf8',
        timeout: 240_000,
        env: {
          ...withOwnCommand(own('bin')),
          ...{ XDG_CONFIG_HOME: own('config'), XDG_DATA_HOME: own('data'), XDG_STATE_HOME: own('state') },
          ...{ XDG_CACHE_HOME: own('cache'), RESULT: own('result.json') },
        },
      },
    );
    if (status !== 0) throw new Error(`nvim ended with ${status}:\n${stderr}`);
    driven = JSON.parse(readFileSync(own('result.json'), 'utf8')) as Driven;
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('gets through all of it', () => expect(driven.trouble).toBeUndefined());

  test('shows the finding of a pipeline, mends it by its fix, and shows it no more', () => {
    expect(driven.rules).toEqual(['unknown-stage']);
    expect(driven.mended).toBe(pipeline.replace('[trian]', '[train]'));
  });

  test('completes a half-typed key in place, with its documentation', () => {
    expect(driven.completed).toBe('    timeout: ');
    expect(driven.documentation).toContain('time');
  });

  test('tells the value of a param, also behind a character of two units', () =>
    expect(driven.hover).toMatch(/^`rate` = `0\.1`/));

  test('renames a stage where it is defined and used, and leads from one to the other', () => {
    expect(driven.renamed).toBe(pipeline.replace('[trian]', '[fit]').replace('  train:', '  fit:'));
    expect(driven.definition).toBe(5);
  });

  test('shows values within the text, and no lens whose command it does not have', () => {
    expect(driven.hint).toBe('= 0.1');
    expect(driven.lensCommands.filter(command => command !== '')).toEqual([]);
  });

  test('is told of every kind of file that the page names', () => {
    expect(driven.foreign).toContain('unknown-key');
    expect(driven.project).toContain('unknown-key');
    expect(driven.triton).toContain('unknown-key');
    expect(driven.builds).toContain('gitlab-job-unknown');
    expect(driven.card).toContain('card-license-form');
  });
}
