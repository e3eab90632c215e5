// Tables, curves and places in text, as the command line prints them.
import { describe, expect, test } from 'vitest';
import { positionsIn } from '../../cli/positions.ts';
import { extentOf, sparkline } from '../../cli/sparkline.ts';
import { displayWidth, formatTable, shorten } from '../../cli/table.ts';

describe('a table', () => {
  const columns = [{ title: 'run' }, { title: 'rmse ↓', align: 'right' as const }];
  test('lines up names of any script', () =>
    expect(
      formatTable(columns, [
        ['brave-newt', '41.2'],
        ['日本語', '9.5'],
      ]),
    ).toEqual(['run         rmse ↓', 'brave-newt    41.2', '日本語         9.5']));
  test('counts no cells for colours', () => expect(displayWidth('\u001b[32m✓\u001b[39m ok')).toBe(4));
  test('counts no cells for marks above letters', () => expect(displayWidth('e\u0301tude')).toBe(5));
  test('has no lines without rows', () => expect(formatTable(columns, [])).toEqual([]));
  test('ends no line in blanks', () =>
    expect(formatTable([{ title: 'a' }, { title: 'b' }], [['1', '']])).toEqual(['a  b', '1']));
  test('cuts wide letters whole', () => expect(shorten('日本語', 4)).toBe('日…'));
});

describe('a curve', () => {
  test('falls from full to low', () => expect(sparkline([7, 6, 5, 4, 3, 2, 1, 0], 8)).toBe('█▇▆▅▄▃▂▁'));
  test('is as wide as asked, by means', () => expect(sparkline([0, 0, 7, 7], 2)).toBe('▁█'));
  test('has gaps where values are no numbers', () => expect(sparkline([0, Number.NaN, 1], 3)).toBe('▁ █'));
  test('without numbers is empty', () => {
    expect(sparkline([Number.NaN], 3)).toBe('');
    expect(extentOf([Number.POSITIVE_INFINITY])).toBeNull();
  });
  test('of a constant is flat', () => expect(sparkline([5, 5, 5], 3)).toBe('▁▁▁'));
});

describe('a place in a text', () => {
  const text = 'a: 1\r\nb: 😀x\nc';
  const at = positionsIn(text);
  test('counts lines and columns from 1', () => expect(at(0)).toEqual({ line: 1, column: 1 }));
  test('takes CR LF for one line end', () => expect(at(text.indexOf('b'))).toEqual({ line: 2, column: 1 }));
  test('counts UTF-16 units', () => expect(at(text.indexOf('x'))).toEqual({ line: 2, column: 6 }));
  test('may be the end', () => expect(at(text.length)).toEqual({ line: 3, column: 2 }));
});
