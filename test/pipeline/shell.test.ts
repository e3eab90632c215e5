// Values in shell lines: whatever they hold, real shells read them as exactly that text and run nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ParamValue } from '../../engine/domain/pipeline.ts';
import { resolveStage } from '../../engine/pipeline/resolve.ts';
import { pipelineOf } from './pipelineOf.ts';

const folder = mkdtempSync(join(tmpdir(), 'trainyard-shell-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const shells = [...new Set(['/bin/sh', '/bin/bash', '/bin/dash'].filter(existsSync).map(shell => realpathSync(shell)))];

const nasty: readonly string[] = [
  'plain',
  '',
  ' ',
  'two words',
  "it's",
  '"double"',
  '$HOME',
  '$(touch ran)',
  '`touch ran`',
  '; touch ran',
  '&& touch ran',
  '| touch ran',
  '> ran',
  '\\',
  '\\\\',
  'ends with \\',
  "'; touch ran; '",
  '"; touch ran; "',
  '* ?',
  '[a-z]',
  '{a,b}',
  '~',
  '~root',
  '#no comment',
  '!!',
  '-rf',
  '--',
  'a\nb',
  '\n',
  'tab\there',
  'é😀',
  '$',
  '$$',
  '${HOME}',
  '$((1+1))',
  '%s',
  'a=b',
  'if',
  'done',
  '<<EOF',
  '2',
  "'",
  '"',
  '`',
  '&',
  '!',
  "$'\\x41'",
  '\r\n',
  'x'.repeat(5000),
];

/** The line of the one stage with `params.v` put in. */
function lineOf(cmd: string, v: ParamValue): string {
  const pipeline = pipelineOf({ stages: { only: { cmd, params: ['v'] } } });
  const { cmd: resolved } = resolveStage(pipeline, 'only', { v });
  if (resolved.kind !== 'shell') throw new Error('not a shell line');
  return resolved.line;
}

/** What each line prints; all are run by one shell. */
function run(shell: string, lines: readonly string[]): readonly string[] {
  const script = lines.join("\nprintf '\\036'\n");
  const { stdout, stderr, status } = spawnSync(shell, ['-c', script], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\u001e');
}

/** Lines that print `<value>`: each puts the value in another kind of place. */
const places: Readonly<Record<string, string>> = {
  'as an argument': "printf '<%s>' ${{ params.v }}",
  'in double quotes': 'printf \'<%s>\' "${{ params.v }}"',
  'in single quotes': "printf '<%s>' '${{ params.v }}'",
  'glued to other text': "printf '<%s>' x${{ params.v }}y | sed '1s/^<x/</; $s/y>$/>/'",
  'in a command substitution': "v=$(printf '%s.' ${{ params.v }}); printf '<%s>' \"${v%.}\"",
  'in double quotes in a substitution in double quotes':
    'v="$(printf \'%s.\' "${{ params.v }}")"; printf \'<%s>\' "${v%.}"',
  'in an assignment': 'v=${{ params.v }}; printf \'<%s>\' "$v"',
  'after a comment with an apostrophe': "# it's fine\nprintf '<%s>' ${{ params.v }}",
  'in a subshell': "(printf '<%s>' ${{ params.v }})",
};

describe.each(shells)('%s', shell => {
  for (const [place, cmd] of Object.entries(places)) {
    test(`reads every value ${place} as it is`, () => {
      const printed = run(
        shell,
        nasty.map(value => lineOf(cmd, value)),
      );
      // sed ends its output with a line break.
      expect(printed.map(text => text.replace(/>\n$/, '>'))).toEqual(nasty.map(value => `<${value}>`));
      expect(readdirSync(folder)).toEqual([]);
    });
  }
  test('runs nothing out of a comment', () => {
    const lines = nasty.map(value => lineOf('echo a # ${{ params.v }}\necho b', value));
    expect(new Set(run(shell, lines))).toEqual(new Set(['a\nb\n']));
    expect(readdirSync(folder)).toEqual([]);
  });
  test('does not take a number before «>» for a file descriptor', () =>
    expect(run(shell, [lineOf('echo ${{ params.v }}>&1', 2)])).toEqual(['2\n']));
});

test('numbers and simple words stay readable', () => {
  expect(lineOf('train --rate ${{ params.v }}', 0.1)).toBe('train --rate 0.1');
  expect(lineOf('train --algo ${{ params.v }}', 'xgb')).toBe('train --algo xgb');
  expect(lineOf('train --fast ${{params.v}}', true)).toBe('train --fast true');
});

test.each([
  ['backticks', 'echo `echo ${{ params.v }}`'],
  ['a here-document', 'cat <<EOF\n${{ params.v }}\nEOF'],
  ['the braces of a variable', 'echo ${X:-${{ params.v }}}'],
  ['the braces of a variable, quoted again', 'echo "${X:-"${{ params.v }}"}"'],
  ['arithmetic', 'echo $((1 + ${{ params.v }}))'],
  ['old arithmetic', 'echo $[1 + ${{ params.v }}]'],
  ["$'…'", "echo $'${{ params.v }}'"],
  ['text after a dollar sign', 'echo $${{ params.v }}'],
  ['text after a backslash', 'echo \\${{ params.v }}'],
  ['double quotes after a dollar sign', 'echo "$${{ params.v }}"'],
  ['double quotes after a backslash', 'echo "\\${{ params.v }}"'],
])('nothing is put into %s', (_, cmd) => expect(() => lineOf(cmd, 'x')).toThrow(/cannot be put in safely/));

test('a backslash pair before a value is fine', () =>
  expect(lineOf('echo \\\\${{ params.v }}', 'a b')).toBe("echo \\\\'a b'"));

test('a list is run without a shell: values reach the program as they are', () => {
  const pipeline = pipelineOf({ stages: { only: { cmd: ['echo', '--v=${{ params.v }}', '${{ params.v }}'] } } });
  for (const v of nasty) {
    expect(resolveStage(pipeline, 'only', { v }).cmd).toEqual({ kind: 'exec', argv: ['echo', `--v=${v}`, v] });
  }
});

test('groups, lists and unknown names are refused', () => {
  expect(() => lineOf('echo ${{ params.v }}', { a: 1 })).toThrow(/no single value/);
  expect(() => lineOf('echo ${{ params.v }}', [1, 2])).toThrow(/no single value/);
  expect(() => lineOf('echo ${{ params.w }}', 1)).toThrow(/no single value/);
  expect(() => lineOf('echo ${{ params.v }}', 'a\0b')).toThrow(/no single value/);
});
