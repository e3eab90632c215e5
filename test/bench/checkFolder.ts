// How long `trainyard check` takes over a workspace of two thousand mixed files, from start to exit.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/build.ts';
import { longPipeline } from '../kit/pipelineFixtures.ts';
import type { Budget } from './budget.ts';

export interface CheckFigures {
  readonly files: number;
  readonly seconds: number;
  readonly budgets: readonly Budget[];
}

/** Pipelines with cards in folders of their own, one of each foreign format, YAML of no format, and what stages read. */
export function measureCheck(files = 2_000): CheckFigures {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-check-'));
  try {
    const written = layWorkspace(folder, files);
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'check', '--json'], {
      cwd: folder,
      env: { ...process.env, TRAINYARD_HOME: join(folder, '.home') },
      maxBuffer: 1 << 28,
    });
    const seconds = (performance.now() - started) / 1000;
    if (status === null || status > 1) throw new Error(`trainyard check ended with ${status}: ${stderr.toString()}`);
    return {
      files: written,
      seconds,
      budgets: [{ what: `check over ${written} files, seconds`, value: seconds, most: 10 }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const checkLine = ({ files, seconds }: CheckFigures): string =>
  `trainyard check over ${files} mixed files: ${seconds.toFixed(2)} s`;

function layWorkspace(folder: string, count: number): number {
  const kinds = [...formatExamples(), ...ownFiles()];
  for (let i = 0; i < count; i += 1) {
    const kind = kinds[i % kinds.length];
    if (kind === undefined) continue;
    const path = join(folder, `part_${Math.floor(i / kinds.length)}`, kind.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, kind.text);
  }
  return count;
}

interface Sample {
  readonly path: string;
  readonly text: string;
}

/** The first sound example of each page of a format, under the name that such a file has. */
function formatExamples(): readonly Sample[] {
  const pages = join(root, 'docs/formats');
  const named: Readonly<Record<string, string>> = {
    dvc: 'dvc.yaml',
    mlproject: 'MLproject',
    gitlab: '.gitlab-ci.yml',
    feast: 'feature_store.yaml',
    bento: 'bentofile.yaml',
    triton: 'config.pbtxt',
  };
  return readdirSync(pages).map(page => {
    const id = page.replace('.md', '');
    const text = /```\w+ good\n([\s\S]*?)```/.exec(readFileSync(join(pages, page), 'utf8'))?.[1] ?? '';
    return { path: join(id, named[id] ?? `${id}.yaml`), text };
  });
}

function ownFiles(): readonly Sample[] {
  const example = join(root, 'examples/bike-demand');
  const own = (name: string): Sample => ({ path: name, text: readFileSync(join(example, name), 'utf8') });
  return [
    own('pipeline.yaml'),
    own('params.yaml'),
    own('MODEL_CARD.md'),
    { path: 'long/pipeline.yaml', text: longPipeline(60) },
    { path: 'k8s/deployment.yaml', text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {}\n' },
    { path: 'README.md', text: '# Notes\n\nNothing of a model.\n' },
    { path: 'src/train.py', text: 'print("trains")\n' },
  ];
}
