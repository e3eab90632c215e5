// When a changed document is checked: at once while checks are quick, later while they are slow, never after closing.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { adaptiveDelay } from '../../server/adaptiveDelay.ts';

/** A delay whose checks take the given times, on a clock of their own. */
function checked(...lengths: readonly number[]): {
  readonly delay: ReturnType<typeof adaptiveDelay>;
  readonly count: () => number;
} {
  let clock = 0;
  let count = 0;
  const check = (): void => {
    clock += lengths[count] ?? 0;
    count += 1;
  };
  return { delay: adaptiveDelay(check, () => clock), count: () => count };
}

test('quick checks follow every change at once', () => {
  const { delay, count } = checked(2, 49, 3);
  for (let i = 1; i <= 3; i++) {
    delay.touch();
    expect(count()).toBe(i);
  }
});

test('one slow check, as when a file is opened, keeps no letter waiting', () => {
  const { delay, count } = checked(90, 2, 90, 2);
  for (let i = 1; i <= 4; i++) {
    delay.touch();
    expect(count()).toBe(i);
  }
});

test('after two slow checks the typing must rest for twice the length of the quicker one', async () => {
  const { delay, count } = checked(90, 60, 1);
  delay.touch();
  delay.touch();
  delay.touch();
  delay.touch();
  expect(count()).toBe(2);
  await sleep(150);
  expect(count()).toBe(3);
  delay.touch();
  expect(count()).toBe(4);
});

test('however slow the checks, the next comes after 200 ms', async () => {
  const { delay, count } = checked(60_000, 60_000, 1);
  for (let i = 0; i < 3; i++) delay.touch();
  expect(count()).toBe(2);
  await sleep(400);
  expect(count()).toBe(3);
});

test('nothing is checked after closing', async () => {
  const { delay, count } = checked(60, 60, 1);
  for (let i = 0; i < 3; i++) delay.touch();
  delay.dispose();
  await sleep(150);
  expect(count()).toBe(2);
});
