// `trainyard check` and `init` as real processes: findings with places, exit codes, one JSON document.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../cli/findings.ts';
import { documentOf, type TestProject, testProject } from './commandLine.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let project: TestProject | undefined;
afterEach(async () => {
  await project?.remove();
  project = undefined;
});
const open = (files: Record<string, string>): TestProject => {
  project = testProject(files);
  return project;
};
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: tiny\n';
const good = `${head}stages:
  prepare:
    cmd: cp in.txt out.txt
    deps: [in.txt]
    outs: [out.txt]
  train:
    cmd: wc -l out.txt
    deps: [out.txt]
`;
interface Checked {
  readonly files: number;
  readonly diagnostics: readonly Finding[];
  readonly notChecked?: readonly string[];
}
const check = async (files: Record<string, string>, words: readonly string[] = []) => {
  const answer = await open(files).trainyard(['check', '--json', ...words]);
  return { ...answer, ...documentOf<Checked>(answer) };
};

describe('check', () => {
  test('finds nothing in a good pipeline, and writes nothing', async () => {
    const { code, files, diagnostics, err } = await check({ 'pipeline.yaml': good, 'in.txt': 'x' });
    expect({ code, files, diagnostics, err }).toEqual({ code: 0, files: 1, diagnostics: [], err: '' });
    expect(readdirSync(project?.folder ?? '').sort()).toEqual(['in.txt', 'pipeline.yaml']);
    expect(existsSync(join(project?.folder ?? '', '..', 'private'))).toBe(false);
  });
  test('tells where YAML is broken', async () => {
    const { code, diagnostics } = await check({ 'pipeline.yaml': `${head}stages:\n  a: [1,\n  b: "x\n` });
    expect(code).toBe(1);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics[0]).toMatchObject({ path: 'pipeline.yaml', severity: 'error', rule: 'yaml-syntax' });
    expect(diagnostics[0]?.line).toBeGreaterThanOrEqual(5);
  });
  test('tells a cycle with its path', async () => {
    const text = `${head}stages:\n  a:\n    cmd: cp y x\n    deps: [y]\n    outs: [x]\n  b:\n    cmd: cp x y\n    deps: [x]\n    outs: [y]\n`;
    const { code, diagnostics } = await check({ 'pipeline.yaml': text });
    expect(code).toBe(1);
    const cycle = diagnostics.find(finding => /cycle/.test(finding.rule));
    expect(cycle?.message).toMatch(/a\b.*b\b.*a\b|b\b.*a\b.*b\b/);
  });
  test('misses a command, at the stage', async () => {
    const { code, diagnostics } = await check({ 'pipeline.yaml': `${head}stages:\n  lonely:\n    outs: [x]\n` });
    expect(code).toBe(1);
    expect(diagnostics.some(({ message, line }) => message.includes('cmd') && line >= 5)).toBe(true);
  });
  test('names the nearest stage, columns from 1', async () => {
    const text = `${head}stages:\n  train:\n    cmd: echo\n  score:\n    cmd: echo\n    needs: [trian]\n`;
    const { diagnostics } = await check({ 'pipeline.yaml': text });
    const found = diagnostics.find(({ message }) => message.includes('trian'));
    expect(found).toMatchObject({ line: 9, column: 13, endLine: 9, endColumn: 18, severity: 'error' });
    expect(found?.message).toContain('train');
  });
  test('looks at model cards too', async () => {
    const card = '---\nlicense: apache2\nlibrary_name: sklearn\n---\n# A model\n';
    const { code, files, diagnostics } = await check({ 'MODEL_CARD.md': card, 'README.md': '# No card\n' });
    expect({ code, files }).toEqual({ code: 1, files: 1 });
    expect(diagnostics[0]).toMatchObject({ path: 'MODEL_CARD.md', line: 2, rule: 'card-license-form' });
  });
  test('leaves foreign pipeline files alone', async () => {
    const { code, files } = await check({ 'pipeline.yaml': 'stages:\n  - build\n' });
    expect({ code, files }).toEqual({ code: 0, files: 0 });
  });
  test('can say what it could not check', async () => {
    const { notChecked } = await check({ 'pipeline.yaml': good, 'in.txt': 'x' }, ['--not-checked']);
    expect(notChecked?.some(reason => reason.includes('git'))).toBe(true);
    expect(notChecked?.some(reason => reason.includes('mlflow.db'))).toBe(true);
  });
  test('writes lines for people, with place, words and rule', async () => {
    const answer = await open({
      'sub/pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
    }).trainyard(['check']);
    expect(answer.code).toBe(1);
    expect(answer.out).toMatch(/^sub\/pipeline\.yaml:7:13 {2}error {2}.*tain.*\n/);
    expect(answer.out).toMatch(/1 error in 1 file\.\n$/);
  });
  test('writes SARIF 2.1.0', async () => {
    const answer = await open({
      'pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
    }).trainyard(['check', '--sarif']);
    const sarif = documentOf<{
      version: string;
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    }>(answer);
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results[0]).toMatchObject({
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'pipeline.yaml' }, region: { startLine: 7, startColumn: 13 } } },
      ],
    });
  });
});

describe('wrong use ends with 2 and says what to do', () => {
  test.each([
    [['check', 'nowhere.yaml'], 'There is no file or folder «nowhere.yaml».'],
    [['check', 'notes.md'], 'notes.md is no model card'],
    [['check', '--jason'], 'Unknown option --jason.'],
    [['chekc'], 'There is no «trainyard chekc».'],
    [['run', '--stage'], '--stage'],
    [['run', '--parallel', 'many'], '--parallel takes a number'],
    [['clean'], '--yes'],
    [['service'], 'Say start, stop or status.'],
    [['service', 'start', '--port', '99999'], '«99999» is no port.'],
    [['run'], 'No pipeline was found'],
  ])('%j', async (words, sentence) => {
    const answer = await open({ 'notes.md': '# Notes\n' }).trainyard(words);
    expect({ code: answer.code, out: answer.out }).toEqual({ code: 2, out: '' });
    expect(answer.err).toContain(sentence);
  });
  test('as JSON it is one document too', async () => {
    const answer = await open({}).trainyard(['check', '--json', 'nowhere']);
    expect(answer.code).toBe(2);
    expect(documentOf<unknown>(answer)).toMatchObject({ error: { code: 'usage' } });
  });
});

test('help and version are answers', async () => {
  const { trainyard } = open({});
  const [help, verb, version] = await Promise.all([
    trainyard(['--help']),
    trainyard(['run', '--help']),
    trainyard(['--version']),
  ]);
  expect([help.code, verb.code, version.code]).toEqual([0, 0, 0]);
  expect(help.out).toContain('check');
  expect(verb.out).toContain('--detach');
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('init', () => {
  test('proposes stages from scripts, in their usual order, and its file has no mistakes', async () => {
    const own = open({
      'src/train.py': '',
      'src/01_prepare.py': '',
      'src/evaluate.py': '',
      'src/utils.py': '',
      'data/hours.csv': 'a\n',
      'params.yaml': 'depth: 3\n',
      'requirements.txt': '',
    });
    const answer = await own.trainyard(['init', '--json']);
    expect(answer.code).toBe(0);
    expect(documentOf<unknown>(answer)).toEqual({ file: 'pipeline.yaml', stages: ['prepare', 'train', 'evaluate'] });
    const checked = documentOf<Checked>(await own.trainyard(['check', '--json']));
    expect(checked.files).toBe(1);
    expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  test('never writes over a file that is there', async () => {
    const answer = await open({ 'pipeline.yaml': good }).trainyard(['init']);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('already');
  });
});
