// Finding projects and pipelines on a real disk, loading them, and collecting facts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodePorts } from '../../engine/node/ports.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { collectFacts } from '../../engine/pipeline/collectFacts.ts';
import { findPipelines } from '../../engine/pipeline/findPipelines.ts';
import { findProjectRoot } from '../../engine/pipeline/findProjectRoot.ts';
import { loadPipeline } from '../../engine/pipeline/loadPipeline.ts';

const ports = nodePorts();
const { files } = ports;
const ours =
  'apiVersion: trainyard/v1\nkind: Pipeline\nname: bike\nparams: {file: params.yaml, values: {seed: 1}}\nstages:\n  a:\n    cmd: x\n    deps: [src/a.py]\n    params: [seed]\n';
let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-project-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const write = (path: string, text = ''): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe('the project', () => {
  test('is the nearest folder with .trainyard, even past a nearer pipeline', async () => {
    mkdirSync(join(root, '.trainyard'));
    write('ml/pipeline.yaml', ours);
    write('ml/src/a.py');
    expect(await findProjectRoot(files, join(root, 'ml/src'))).toBe(root);
  });
  test('is else the nearest folder with a pipeline of ours', async () => {
    write('pipeline.yaml', ours);
    write('ml/train.pipeline.yaml', ours);
    write('ml/src/pipeline.yaml', 'kind: Workflow\n');
    write('ml/src/a.py');
    expect(await findProjectRoot(files, join(root, 'ml/src'))).toBe(join(root, 'ml'));
    expect(await findProjectRoot(files, join(root, 'ml/src/a.py'))).toBe(join(root, 'ml'));
  });
  test('is else the top of the git repository, else the folder itself', async () => {
    write('a/b/x.py');
    expect(await findProjectRoot(files, join(root, 'a/b'))).toBe(join(root, 'a/b'));
    execFileSync('git', ['init', '-q', join(root, 'a')]);
    expect(await findProjectRoot(files, join(root, 'a/b'))).toBe(join(root, 'a'));
  });
  test('is a real path', async () => {
    write('real/pipeline.yaml', ours);
    symlinkSync(join(root, 'real'), join(root, 'link'));
    expect(await findProjectRoot(files, join(root, 'link'))).toBe(join(root, 'real'));
  });
});

describe('pipelines', () => {
  test('are found by name and marker, those at the top first, not in folders of tools', async () => {
    for (const path of [
      'pipeline.yaml',
      'z.pipeline.yaml',
      'ml/pipeline.yaml',
      'node_modules/p/pipeline.yaml',
      '.venv/pipeline.yaml',
      '.trainyard/pipeline.yaml',
      'mlruns/pipeline.yaml',
      'ml/other.yaml',
    ])
      write(path, ours);
    write('argo/pipeline.yaml', 'apiVersion: argoproj.io/v1alpha1\n');
    expect(await findPipelines(files, root)).toEqual(['pipeline.yaml', 'z.pipeline.yaml', 'ml/pipeline.yaml']);
  });
  test('are found although folders link round in circles or may not be read', async () => {
    write('ml/pipeline.yaml', ours);
    symlinkSync(root, join(root, 'ml/circle'));
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
    mkdirSync(join(root, 'closed'), { mode: 0o000 });
    expect(await findPipelines(files, root)).toEqual(['ml/pipeline.yaml']);
  });
  test('are loaded with the params of their file and their own', async () => {
    write('ml/pipeline.yaml', ours);
    write('ml/params.yaml', 'seed: 0\ntrain: {rate: 0.1}\n');
    const { pipeline, params } = await loadPipeline(files, root, 'ml/pipeline.yaml');
    expect(pipeline?.file).toBe('ml/pipeline.yaml');
    expect(params).toEqual({ seed: 1, train: { rate: 0.1 } });
  });
  test('are null with errors, and say which params file cannot be read', async () => {
    write('broken.pipeline.yaml', ours.replace('cmd', 'cmdd'));
    expect((await loadPipeline(files, root, 'broken.pipeline.yaml')).pipeline).toBeNull();
    write('pipeline.yaml', ours);
    await expect(loadPipeline(files, root, 'pipeline.yaml')).rejects.toMatchObject({
      code: 'params-unreadable',
      args: { file: 'params.yaml' },
    });
    await expect(loadPipeline(files, root, 'none.yaml')).rejects.toMatchObject({ code: 'pipeline-missing' });
  });
});

describe('facts', () => {
  test('hold files, folders, params and what git tracks', async () => {
    write('pipeline.yaml', ours);
    write('params.yaml', 'rate: 0.1\n');
    write('src/a.py');
    write('.venv/lib/x.py');
    execFileSync('git', ['init', '-q', root]);
    execFileSync('git', ['-C', root, 'add', 'src/a.py']);
    const facts = await collectFacts(ports, root, ['pipeline.yaml']);
    expect(facts).toMatchObject({
      root: `file://${root}`,
      tracked: ['src/a.py'],
      params: { 'params.yaml': { rate: 0.1 } },
    });
    expect([...(facts.files ?? [])].sort()).toEqual([
      '.git/',
      '.venv/',
      'params.yaml',
      'pipeline.yaml',
      'src/',
      'src/a.py',
    ]);
    const { document } = await loadPipeline(files, root, 'pipeline.yaml');
    expect(checkPipeline(document, 'pipeline.yaml', facts)).toEqual([]);
  });
  test('hold the texts of requirements that environments name', async () => {
    write(
      'ml/pipeline.yaml',
      `${ours}environments: {py: {requirements: ../req/base.txt}, other: {requirements: none.txt}}\n`,
    );
    write('ml/params.yaml', 'seed: 2\n');
    write('req/base.txt', 'numpy\n');
    const { texts } = await collectFacts(ports, root, ['ml/pipeline.yaml']);
    expect(texts).toMatchObject({ 'req/base.txt': 'numpy\n', 'ml/params.yaml': 'seed: 2\n' });
    expect(texts).not.toHaveProperty('ml/none.txt');
  });
  test('hold texts of components that a pipeline of Azure ML runs, and of no other pipeline', async () => {
    const schema = '$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\n';
    write('ml/demand-pipeline.yml', `${schema}jobs: {a: {component: ./parts/train.yml}}\n`);
    write('ml/parts/train.yml', 'type: command\n');
    write('other/pipeline.yml', 'jobs: {a: {component: ./part.yml}}\n');
    write('other/part.yml', 'type: command\n');
    const facts = await collectFacts(ports, root, []);
    expect(Object.keys(facts.texts ?? {})).toEqual(['ml/parts/train.yml']);
  });
  test('hold the texts of other tools’ files, and of what their rules read', async () => {
    write('dvc.yaml', 'vars: [more.yaml]\nstages: {a: {cmd: python src/a.py}}\n');
    write('more.yaml', 'x: 1\n');
    write('src/a.py', 'open("params.yaml")\n');
    write('.gitlab-ci.yml', 'include: /ci/jobs.yml\n');
    write('ci/jobs.yml', 'a: {script: x}\n');
    write('argo/tools.yaml', 'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: tools}\n');
    write('argo/run.yaml', 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n');
    write('docker-compose.yaml', 'services: {}\n');
    const { texts } = await collectFacts(ports, root, []);
    expect(Object.keys(texts ?? {}).sort()).toEqual(
      ['.gitlab-ci.yml', 'argo/tools.yaml', 'ci/jobs.yml', 'dvc.yaml', 'more.yaml', 'src/a.py'].sort(),
    );
  });
  test('do not claim to know folders with too many files', async () => {
    for (let i = 0; i < 2100; i++) write(`images/${String(i).padStart(4, '0')}.png`);
    write(
      'pipeline.yaml',
      ours
        .replace('[src/a.py]', '[images/2099.png, images/none.png, elsewhere/x.png]')
        .replace('params: {file: params.yaml, values: {seed: 1}}\n', '')
        .replace('    params: [seed]\n', ''),
    );
    const facts = await collectFacts(ports, root, ['pipeline.yaml']);
    const { document } = await loadPipeline(files, root, 'pipeline.yaml');
    expect(checkPipeline(document, 'pipeline.yaml', facts).map(item => item.args.path)).toEqual(['elsewhere/x.png']);
  });
});
