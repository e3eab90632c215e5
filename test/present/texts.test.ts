// Codes become sentences, in the language that was set, and none is left without words.
import { afterEach, describe, expect, test } from 'vitest';
import { errorSpecs } from '../../engine/errors.ts';
import { setTranslator } from '../../present/l10n.ts';
import { changeText, directionMark } from '../../present/metricText.ts';
import { codiconClass, stateStyle, themeVariable } from '../../present/states.ts';
import { errorText, failureClause, failureText, fixTitle, ruleText, staleText } from '../../present/texts.ts';

afterEach(() => setTranslator(null));

describe('an error', () => {
  test('is said with its arguments', () =>
    expect(errorText({ code: 'port-taken', args: { port: 4711 } })).toBe(
      'Port 4711 is used by another program. Choose another with --port, or stop that program.',
    ));
  test('of a newer version is named with what it says', () =>
    expect(errorText({ code: 'moon-phase', args: { moon: 'full' } })).toBe(
      'Trainyard reports «moon-phase», which this version has no words for: moon full.',
    ));
  test('is no error of a name that every object has', () =>
    expect(errorText({ code: 'toString', args: {} })).toContain('«toString»'));
  test.each(Object.entries(errorSpecs))('%s is plain', (_, { template }) => {
    expect(template).toMatch(/[.]$/);
    expect(template).not.toMatch(/successfully|please|oops/i);
  });
  test('is looked up by its English template where a translator is set', () => {
    setTranslator((message, args) => (message.startsWith('Port') ? `Port ${args?.port} est occupé.` : message));
    expect(errorText({ code: 'port-taken', args: { port: 4711 } })).toBe('Port 4711 est occupé.');
  });
});

test('a finding and its fix have words', () => {
  expect(ruleText('yaml-syntax', { reason: 'a tab' })).toBe('This is not valid YAML: a tab.');
  expect(fixTitle('replace-with', { text: 'train' })).toBe('Replace with «train»');
});

describe('a reason to run again', () => {
  test('tells old and new value of a param', () =>
    expect(staleText({ code: 'param-changed', subject: 'train.lr', before: '0.1', after: '0.2' })).toBe(
      'train.lr 0.1 → 0.2',
    ));
  test('names the stage above', () => expect(staleText({ code: 'upstream', subject: 'train' })).toBe('train re-runs'));
});

describe('a failure', () => {
  test('by exit code points at the log', () =>
    expect(failureText({ code: 'exit', exitCode: 3, signal: null, lastLines: [] })).toBe(
      'Ended with exit code 3. The log shows why.',
    ));
  test('by a missing command says what to correct', () =>
    expect(failureText({ code: 'exit', exitCode: 127, signal: null, lastLines: [] })).toContain('correct «cmd»'));
  test('by the kernel names memory', () =>
    expect(failureText({ code: 'exit', exitCode: 137, signal: 'SIGKILL', lastLines: [] })).toContain('out of memory'));
  test('by a sentence of its own is not stopped twice', () => {
    const failure = { code: 'spawn', command: 'python', reason: 'No Python was found. Install it.' } as const;
    expect(failureText(failure)).toBe('Could not start «python». No Python was found. Install it.');
    expect(failureClause(failure)).toBe('Could not start «python»');
  });
  test('by time names the limit', () => expect(failureText({ code: 'timeout', after: 134_000 })).toContain('2 m 14 s'));
});

describe('a metric', () => {
  test('says which way is better by arrow and word', () =>
    expect(directionMark('lower')).toEqual({ arrow: '↓', word: 'lower is better' }));
  test('of unknown direction has no mark', () => expect(directionMark('unknown')).toBeNull());
  test.each([
    [44.1, 41.2, 'lower', '↓ 2.9 better'],
    [41.2, 44.1, 'lower', '↑ 2.9 worse'],
    [0.9, 0.93, 'higher', '↑ 0.03 better'],
    [6, 8, 'unknown', '↑ 2'],
    [6, 6, 'lower', 'same'],
    [6, Number.NaN, 'lower', 'not comparable'],
  ] as const)('from %d to %d (%s) reads «%s»', (before, after, direction, text) =>
    expect(changeText(before, after, direction)).toBe(text),
  );
});

test('icons and colours are named as the editor names them', () => {
  expect(codiconClass(stateStyle.running.icon)).toBe('codicon codicon-loading codicon-modifier-spin');
  expect(themeVariable(stateStyle.failed.color)).toBe('--vscode-testing-iconFailed');
});
