// Numbers of a card against the run it cites: as far as the card prints them, and silent where nothing is known.
import { expect, test } from 'vitest';
import { parseCard } from '../../engine/card/cardDocument.ts';
import { citedRuns } from '../../engine/card/citedRuns.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { expectMarks, fixedCard } from '../kit/cardFindings.ts';

const run = '0123456789abcdef0123456789abcdef';
const other = 'fedcba9876543210fedcba9876543210';

function cardOf(metrics: string, source = ''): string {
  return `---
trainyard: {run: ${run}}
model-index:
- name: bike
  results:
  - task: {type: tabular-regression}
    dataset: {type: bike, name: Bike}${source}
    metrics:
${metrics}
---
# Bike
`;
}
const measured = (metrics: Readonly<Record<string, number>>, id = run): Facts => ({
  runs: { [id]: { id, name: 'brave-newt', metrics } },
});

test('a value that differs from the cited run is an error with the measured value', () =>
  expectMarks(
    cardOf(`    - type: rmse
      value: 32.73
#            ^^^^^ error[card-metric-differs]: rmse is 32.73 here, but 41.23 in run brave-newt.
    - type: mae
      value: 20.89`),
    measured({ rmse: 41.2251, mae: 20.8873 }),
  ));

test('rounding is no difference', () => {
  const values: readonly (readonly [string, number])[] = [
    ['32.7', 32.7499],
    ['33', 32.6],
    ['0.934', 0.93354],
    ['1.2e3', 1234],
    ['5.0', 4.95],
  ];
  for (const [printed, value] of values)
    expectMarks(cardOf(`    - {type: rmse, value: ${printed}}`), measured({ rmse: value }));
});

test('a percentage in the card is held against a fraction in the run', () => {
  const card = '    - type: accuracy\n      value: 93.4';
  expectMarks(cardOf(card), measured({ accuracy: 0.9341 }));
  expectMarks(
    cardOf(`${card}\n#            ^^^^ error[card-metric-differs]: …but 91.0 in run…`),
    measured({ accuracy: 0.91 }),
  );
});

test('the name of a metric wins over its type, and a prefix in the run is found', () => {
  const card = cardOf('    - {type: rmse, name: test rmse, value: 2}');
  expectMarks(card, measured({ rmse: 9, test_rmse: 2 }));
  expectMarks(cardOf('    - {type: R², value: 0.9}'), measured({ 'evaluate.r2': 0.9 }));
});

test('nothing is said where it is not known which metric is meant, or what the run measured', () => {
  const card = cardOf('    - {type: rmse, value: 2}');
  expectMarks(card, measured({ train_rmse: 1, test_rmse: 3 }));
  expectMarks(card, measured({ mae: 1 }));
  expectMarks(card, measured({ rmse: 1 }, other));
  expectMarks(card, {});
});

test('the fix takes the measured value with as many digits', () =>
  expect(
    fixedCard(cardOf('    - {type: rmse, value: 32.73}'), 'card-metric-differs', measured({ rmse: 41.2251 })),
  ).toBe(cardOf('    - {type: rmse, value: 41.23}')));

test('a result may cite a run of its own', () => {
  const source = `\n    source: {name: run, url: 'runs:/${other}'}`;
  const card = cardOf('    - {type: rmse, value: 2}', source);
  expect(citedRuns(parseCard(card, 'MODEL_CARD.md'))).toEqual([run, other]);
  expectMarks(card, measured({ rmse: 2 }, other));
  expectMarks(card, measured({ rmse: 7 }));
});

test('the address of a run in MLflow cites it', () => {
  const source = `\n    source: {url: 'http://localhost:5000/#/experiments/1/runs/${other}'}`;
  expect(citedRuns(parseCard(cardOf('    - {type: rmse, value: 2}', source)))).toEqual([run, other]);
});

test('a run id of another form is reported', () =>
  expectMarks(`---
trainyard:
  run: brave-newt
#      ^^^^^^^^^^ error[card-run-id]: «brave-newt» is not a run id: 32 hexadecimal digits.
---
`));
