// The example is whole: its data are the published ones, its environment is pinned, and the checker has nothing to say.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, type TestProject, testProject } from './cli/commandLine.ts';

const example = join(import.meta.dirname, '../examples/bike-demand');
const read = (path: string): string => readFileSync(join(example, path), 'utf8');

describe('the data', () => {
  const text = read('data/hour.csv');
  const note = read('data/README.md');

  test('have the SHA-256 that their note says', () =>
    expect(note).toContain(createHash('sha256').update(text).digest('hex')));
  test('have as many hours and rentals as their note says', () => {
    const [head = '', ...hours] = text.trimEnd().split('\n');
    const count = head.split(',').indexOf('cnt');
    const rentals = hours.reduce((sum, line) => sum + Number(line.split(',')[count]), 0);
    expect(note).toContain(`${hours.length.toLocaleString('en')} hours`);
    expect(note).toContain(rentals.toLocaleString('en'));
  });
});

test('every requirement is pinned to one version', () => {
  const lines = read('requirements.txt').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter(line => !/^[a-z0-9-]+==[\w.]+( ; .+)?$/.test(line))).toEqual([]);
});

describe('the checker, with what lies in a copy and what git tracks there', () => {
  interface Checked {
    readonly files: number;
    readonly diagnostics: readonly { readonly path: string; readonly rule: string }[];
  }
  let project: TestProject;
  const check = async (): Promise<Checked> => documentOf<Checked>(await project.trainyard(['check', '--json']));

  beforeAll(() => {
    project = testProject({});
    const tracked = execFileSync('git', ['ls-files', '-z', '--', '.'], { cwd: example, encoding: 'utf8' });
    for (const path of tracked.split('\0').filter(name => name !== ''))
      cpSync(join(example, path), join(project.folder, path));
    execFileSync('git', ['init', '--quiet'], { cwd: project.folder });
    execFileSync('git', ['add', '.'], { cwd: project.folder });
  });
  afterAll(() => project.remove());

  test('finds nothing in the pipeline and the model card', async () => {
    const { files, diagnostics } = await check();
    expect(diagnostics).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(2);
  });
  test('misses the data once they are gone', async () => {
    rmSync(join(project.folder, 'data/hour.csv'));
    execFileSync('git', ['add', '--all'], { cwd: project.folder });
    const { diagnostics } = await check();
    expect(diagnostics.map(({ path }) => path)).toContain('pipeline.yaml');
  });
});
