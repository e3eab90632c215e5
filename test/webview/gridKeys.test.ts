// Keys in a grid, after the ARIA grid pattern.
import { expect, test } from 'vitest';
import { gridIntent } from '../../webview/components/gridKeys.ts';

const size = { rows: 100, columns: 6, page: 20 };
const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const press = (key: string, place = { row: 5, column: 2 }, modifiers: Partial<typeof none> = {}) =>
  gridIntent({ key, ...none, ...modifiers }, place, size);
const to = (row: number, column: number, extend = false) => ({ kind: 'move', to: { row, column }, extend });

test('arrows move one cell', () => {
  expect(press('ArrowDown')).toEqual(to(6, 2));
  expect(press('ArrowRight')).toEqual(to(5, 3));
});
test('arrows stop at the edges', () => {
  expect(press('ArrowDown', { row: 99, column: 0 })).toEqual(to(99, 0));
  expect(press('ArrowLeft', { row: 0, column: 0 })).toEqual(to(0, 0));
});
test('the arrow up leads from the first row into the header', () =>
  expect(press('ArrowUp', { row: 0, column: 2 })).toEqual(to(-1, 2)));
test('Home and End lead along the row, with Ctrl to first and last row', () => {
  expect(press('Home')).toEqual(to(5, 0));
  expect(press('End', undefined, { ctrlKey: true })).toEqual(to(99, 5));
});
test('pages move by what fits in view', () => expect(press('PageDown')).toEqual(to(25, 2)));
test('Shift extends the choice', () =>
  expect(press('ArrowDown', undefined, { shiftKey: true })).toEqual(to(6, 2, true)));
test('Space chooses a row and sorts by a header', () => {
  expect(press(' ')).toEqual({ kind: 'toggle' });
  expect(press(' ', { row: -1, column: 2 })).toEqual({ kind: 'sort' });
});
test('Enter opens a row', () => expect(press('Enter')).toEqual({ kind: 'open' }));
test('Alt and an arrow resize the column of a header', () =>
  expect(press('ArrowRight', { row: -1, column: 2 }, { altKey: true })).toEqual({ kind: 'resize', by: 12 }));
test('other keys are left to the page', () => expect(press('x')).toBeNull());
