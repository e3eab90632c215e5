// How a run looks while it goes on, on a terminal and in a pipe.
import { describe, expect, test } from 'vitest';
import { liveLines } from '../../cli/liveLines.ts';
import { changeLines, failureLines, headLine, stageLines } from '../../cli/runView.ts';
import { styleFor } from '../../cli/style.ts';
import type { PipelineRun, StageRun } from '../../engine/domain/run.ts';

const stage = (name: string, change: Partial<StageRun>): StageRun => ({
  id: name,
  runId: 'r',
  stage: name,
  state: 'queued',
  attempt: 1,
  startedAt: null,
  endedAt: null,
  exitCode: null,
  reasons: [],
  failure: null,
  progress: null,
  ...change,
});
const run = (state: PipelineRun['state'], stages: readonly StageRun[]): PipelineRun => ({
  id: 'r',
  pipeline: 'pipeline.yaml',
  pipelineName: 'bike-demand',
  name: 'brave-newt',
  state,
  createdAt: 0,
  startedAt: 0,
  endedAt: null,
  git: null,
  stages,
});
const options = { style: styleFor({ hasColors: false }), now: 42_000, width: 200 };
const going = run('running', [
  stage('prepare', { state: 'cached' }),
  stage('train', {
    state: 'running',
    startedAt: 0,
    reasons: [
      { code: 'param-changed', subject: 'train.depth', before: '6', after: '8' },
      { code: 'upstream', subject: 'a' },
      { code: 'upstream', subject: 'b' },
    ],
  }),
  stage('evaluate', {}),
]);

describe('a run', () => {
  test('has a line per stage with state, time and why', () =>
    expect(stageLines(going, options)).toEqual([
      '✓ prepare   cached     nothing changed',
      '◉ train     running    42 s · train.depth 6 → 8, a re-runs and 1 more',
      '◷ evaluate  queued',
    ]));
  test('says above how far it is', () =>
    expect(headLine(going, options)).toBe('bike-demand as brave-newt  running  42 s · 1 of 3'));
  test('keeps to the width of the terminal', () =>
    expect(Math.max(...stageLines(going, { ...options, width: 40 }).map(line => line.length))).toBeLessThanOrEqual(40));
  test('tells in a pipe only what changed', () => {
    const later = run('running', [
      ...going.stages.slice(0, 1),
      stage('train', { state: 'succeeded', startedAt: 0, endedAt: 9000 }),
      stage('evaluate', {}),
    ]);
    expect(changeLines(going, later, options)).toEqual(['✓ train     succeeded  9.0 s']);
    expect(changeLines(later, later, options)).toEqual([]);
  });
  test('shows the end of a failed stage’s output and where the rest is', () => {
    const failed = run('failed', [
      stage('train', {
        state: 'failed',
        failure: { code: 'exit', exitCode: 1, signal: null, lastLines: ['ValueError: no rows'] },
      }),
    ]);
    expect(failureLines(failed, options.style)).toEqual([
      '',
      '✗ train  Ended with exit code 1. The log shows why.',
      '  │ ValueError: no rows',
      '  The whole log: trainyard log train --run brave-newt',
    ]);
  });
});

test('lines are written over those shown before', () => {
  let written = '';
  const live = liveLines(text => {
    written += text;
  });
  live.show(['one', 'two']);
  live.show(['three']);
  live.end();
  expect(screenOf(written)).toEqual(['three']);
  expect(written.endsWith('\u001b[?25h')).toBe(true);
});

const esc = '\u001b';
/** Carries out what a terminal would: up, clear line, clear below. */
function screenOf(written: string): readonly string[] {
  let lines: string[] = [''];
  let row = 0;
  const tokens = new RegExp(`${esc}\\[\\??\\d*[A-Za-z]|\\r|\\n|[^${esc}\\r\\n]+`, 'g');
  for (const [token] of written.matchAll(tokens)) {
    if (token === '\n') row++;
    else if (token.endsWith('A') && token.startsWith('\u001b')) row -= Number(token.slice(2, -1));
    else if (token === '\u001b[2K') lines[row] = '';
    else if (token === '\u001b[J') lines = lines.slice(0, row);
    else if (!token.startsWith('\u001b') && token !== '\r') lines[row] = (lines[row] ?? '') + token;
  }
  return lines.filter(line => line !== '');
}
