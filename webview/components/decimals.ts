// Numbers of one column with their decimal points below one another: shorter ones are filled with blanks of a digit's width.
import { formatNumber } from '../../present/format.ts';

/** For fonts whose digits and blanks are equally wide; numbers with an exponent are left alone. */
export function alignedNumbers(values: readonly number[]): (value: number) => string {
  const longest = Math.max(0, ...values.map(value => decimalsOf(formatNumber(value))));
  return value => {
    const text = formatNumber(value);
    if (!/^-?[\d.]+$/.test(text)) return text;
    return text + '\u00a0'.repeat(longest - decimalsOf(text));
  };
}

/** Characters from the decimal point on, the point included. */
function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 || !/^-?[\d.]+$/.test(text) ? 0 : text.length - point;
}
