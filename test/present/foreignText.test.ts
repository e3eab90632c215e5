// Words for pipelines of other tools, their commands, and how arguments are typed into each shell.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { ForeignPipeline, ForeignStage, OutsideTool } from '../../engine/domain/foreignPipeline.ts';
import { circleText, foreignLine, foreignProblem, foreignStageLine } from '../../present/foreignText.ts';
import { outsideCommand } from '../../present/outsideCommand.ts';
import { shellLine, shellOf } from '../../present/shellLine.ts';

const stage = (name: string, more: Partial<ForeignStage> = {}): ForeignStage => ({
  ...{ name, range: { start: 0, end: 1 }, does: '', deps: [], outs: [], params: [], marks: [] },
  ...{ members: [], memberCount: 0 },
  ...more,
});
const pipeline = (more: Partial<ForeignPipeline> = {}): ForeignPipeline => ({
  ...{ format: 'dvc', title: 'DVC pipeline', stages: [stage('a')], edges: [], memberEdges: [] },
  ...{ circle: null, problem: null, companions: [], isListed: true, tool: null },
  ...more,
});

describe('a pipeline says', () => {
  test('its format and how much there is, in the words of the format', () => {
    expect(foreignLine(pipeline())).toBe('DVC pipeline · 1 stage');
    const stages = [stage('a'), stage('b', { memberCount: 9 })];
    expect(foreignLine(pipeline({ stages }))).toBe('DVC pipeline · 10 stages');
    expect(foreignLine(pipeline({ format: 'gitlab', title: 'GitLab CI pipeline', stages }))).toMatch(/10 jobs$/);
  });
  test('that it is empty, where a pipeline was meant', () => {
    expect(foreignLine(pipeline({ stages: [] }))).toBe('DVC pipeline · no stages');
    expect(foreignLine(pipeline({ format: 'feast', title: 'Feast feature store', stages: [] }))).toBe(
      'Feast feature store',
    );
  });
  test('first where it cannot be read, and why', () => {
    const broken = pipeline({ problem: { line: 4, rule: 'template-file', args: {} } });
    expect(foreignLine(broken)).toBe('line 4 cannot be read · DVC pipeline · 1 stage');
    expect(foreignProblem(broken)).toMatch(/template/);
    expect(foreignProblem(pipeline())).toBeNull();
  });
  test('which stages wait for one another', () =>
    expect(circleText(pipeline({ circle: ['a', 'b', 'a'] }))).toBe(
      'These wait for one another in a circle: a → b → a.',
    ));
});

test('a stage says what it stands for, what is known of it, and the first line of what it does', () => {
  const train = stage('train', { memberCount: 4, marks: ['frozen'], does: '\npython train.py\nrm -r tmp' });
  expect(foreignStageLine(train)).toBe('4 stages · frozen · python train.py');
  expect(foreignStageLine(stage('lint', { does: 'lint' }))).toBe('');
});

describe('a command', () => {
  const dvc: OutsideTool = {
    ...{ file: ['dvc', 'repro'], upTo: ['dvc', 'repro'], only: ['dvc', 'repro', '-s'], changes: null, asks: [] },
  };
  test('names the stage last', () => {
    expect(outsideCommand(dvc, { stage: null, mode: 'upTo' })).toEqual(['dvc', 'repro']);
    expect(outsideCommand(dvc, { stage: 'train@a', mode: 'only' })).toEqual(['dvc', 'repro', '-s', 'train@a']);
  });
  test('is the one the program knows', () => {
    const mlflow = { ...dvc, file: null, upTo: null, only: ['mlflow', 'run', '.', '-e'] };
    expect(outsideCommand(mlflow, { stage: 'main', mode: 'upTo' })).toEqual(['mlflow', 'run', '.', '-e', 'main']);
    expect(outsideCommand(mlflow, { stage: null, mode: 'upTo' })).toBeNull();
  });
  test('is none for a name that looks like an option', () =>
    expect(outsideCommand(dvc, { stage: '--force', mode: 'upTo' })).toBeNull());
});

describe('a line for the terminal', () => {
  const odd = ["it's", 'a b', '$HOME', '`id`', 'a;b', '"q"', 'x=1', '日本', 'back\\slash', '*', '~', ''];
  test('is read by a POSIX shell as the very arguments', () => {
    const line = shellLine(['printf', '%s\\n', ...odd], 'posix');
    const { stdout } = spawnSync('sh', ['-c', line ?? ''], { encoding: 'utf8' });
    expect(stdout.split('\n').slice(0, -1)).toEqual(odd);
  });
  test('quotes nothing that needs no quotes', () =>
    expect(shellLine(['dvc', 'repro', '-s', 'train@a'], 'posix')).toBe('dvc repro -s train@a'));
  test('is written as other shells want it', () => {
    expect(shellLine(['x', "it's \\'"], 'fish')).toBe("x 'it\\'s \\\\\\''");
    expect(shellLine(['x', "it's", 'train@a'], 'powershell')).toBe("x 'it''s' 'train@a'");
    expect(shellLine(['x', 'a b'], 'cmd')).toBe('x "a b"');
  });
  test('is none where it could not be typed', () => {
    expect(shellLine(['x', 'a\nrm -r .'], 'posix')).toBeNull();
    expect(shellLine(['x', '%PATH% b'], 'cmd')).toBeNull();
  });
  test('is for the shell of the terminal', () =>
    expect(
      [
        '/bin/bash',
        'C:\\Program Files\\PowerShell\\7\\pwsh.exe',
        '/usr/bin/fish',
        'C:\\Windows\\System32\\cmd.exe',
      ].map(shellOf),
    ).toEqual(['posix', 'powershell', 'fish', 'cmd']));
});
