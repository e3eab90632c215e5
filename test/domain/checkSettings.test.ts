// Silencing and severities: what comments and settings do to findings.
import { expect, test } from 'vitest';
import { matchesAny, readCheckSettings, settledFindings } from '../../engine/domain/checkSettings.ts';
import { finding } from '../../engine/domain/finding.ts';

const at = (text: string, word: string) => {
  const start = text.indexOf(word);
  return finding('dep-missing', { start, end: start + word.length }, { path: word });
};
const left = (text: string, word: string, rules = {}): readonly string[] =>
  settledFindings(text, [at(text, word)], { rules }).map(({ rule, severity }) => `${severity} ${rule}`);

test('a comment at the end of the line silences it, and no other line', () => {
  expect(left('deps: [here] # trainyard: ignore dep-missing\nother: x\n', 'here')).toEqual([]);
  expect(left('deps: [x] # trainyard: ignore dep-missing\nother: here\n', 'here')).toEqual(['error dep-missing']);
});
test('a comment on its own line silences the next one, over further comments', () =>
  expect(left('  # trainyard: ignore cycle, dep-missing\n\n  # why\n  deps: [here]\n', 'here')).toEqual([]));
test('ignore-file silences the whole file, other rules stay', () => {
  expect(left('# trainyard: ignore-file dep-missing\na: 1\nb: here\n', 'here')).toEqual([]);
  expect(left('# trainyard: ignore-file cycle\na: 1\nb: here\n', 'here')).toEqual(['error dep-missing']);
});
test('in Markdown the comment is one of HTML', () =>
  expect(left('here <!-- trainyard: ignore dep-missing -->\n', 'here')).toEqual([]));
test('a rule that does not exist is told, with the nearest one', () => {
  const [found] = settledFindings('a: 1 # trainyard: ignore dep-mising\n', [], { rules: {} });
  expect(found).toMatchObject({ rule: 'suppression-unknown', args: { nearest: 'dep-missing' } });
});
test('settings change the severity of a rule, or turn it off', () => {
  expect(left('here', 'here', { 'dep-missing': 'hint' })).toEqual(['hint dep-missing']);
  expect(left('here', 'here', { 'dep-missing': 'off' })).toEqual([]);
});
test('settings of a wrong kind are left out', () => {
  const settings = {
    rules: { a: 'off', b: 7 },
    files: { exclude: ['x', 3], include: 'y' },
    cards: { profile: 'mine' },
  };
  expect(readCheckSettings(settings)).toEqual({
    rules: { a: 'off' },
    include: [],
    exclude: ['x'],
    cardProfile: null,
  });
  expect(readCheckSettings({ cards: { profile: 'annex-iv' } }).cardProfile).toBe('annex-iv');
});
test.for([
  ['vendor/**', 'vendor/a/b.yaml', true],
  ['**/dvc.yaml', 'dvc.yaml', true],
  ['**/dvc.yaml', 'a/b/dvc.yaml', true],
  ['*.yaml', 'a/b.yaml', false],
  ['cards/{a,b}*.md', 'cards/b1.md', true],
  ['a?.md', 'ab.md', true],
  ['a.md', 'axmd', false],
] as const)('%s and %s: %s', ([pattern, path, fits]) => expect(matchesAny(path, [pattern])).toBe(fits));
