// Numbers, durations, times and sizes as everything of ours shows them.
import { t } from './l10n.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Four significant digits; whole numbers below ten million as they are. Show `fullNumber` on hover and in copies. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return String(value);
  if (size >= 1e7 || size < 1e-4)
    return value
      .toExponential(3)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  if (size >= 1000) return String(Math.round(value));
  const text = value.toPrecision(4);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Every digit that tells the value from its neighbours. */
export const fullNumber = (value: number): string => String(value);

/** `420 ms`, `4.2 s`, `42 s`, `2 m 14 s`, `3 h 5 m`, `2 d 3 h`. */
export function formatDuration(ms: number): string {
  const time = Math.max(0, ms);
  if (time < second) return `${Math.floor(time)} ms`;
  if (time < 10 * second) return `${(Math.floor(time / 100) / 10).toFixed(1)} s`;
  if (time < minute) return `${Math.floor(time / second)} s`;
  if (time < hour) return pair(time, minute, 'm', second, 's');
  if (time < day) return pair(time, hour, 'h', minute, 'm');
  return pair(time, day, 'd', hour, 'h');
}

function pair(time: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((time % large) / small);
  const head = `${Math.floor(time / large)} ${largeUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}

/** `just now`, `12 s ago`, `2 m ago`, `1 h ago`, `3 d ago`; the date after 30 days. Show `formatTime` on hover. */
export function formatRelative(now: number, then: number): string {
  const age = now - then;
  if (age < 5 * second) return t('just now');
  if (age < minute) return t('{count} s ago', { count: Math.floor(age / second) });
  if (age < hour) return t('{count} m ago', { count: Math.floor(age / minute) });
  if (age < day) return t('{count} h ago', { count: Math.floor(age / hour) });
  if (age < 30 * day) return t('{count} d ago', { count: Math.floor(age / day) });
  return formatTime(then).slice(0, 10);
}

/** `2026-03-14 15:09:26` in local time. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const days = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${days} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** `812 bytes`, `1.4 KB`, `23 MB`, by steps of 1024 as the editor counts. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit === 0 && bytes === 1 ? 'byte' : units[unit]}`;
}
