// How Vitest tells what it found: on the terminal, with every test that needed a second try, and in a file where one is asked for.
import type { Reporter, TestCase } from 'vitest/node';

class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#names) console.log(`  needed a second try: ${name}`);
  }
}

/** With the JSON report that `npm test` counts by, where `TRAINYARD_TEST_TALLY` names its file. */
export function reporters(): ('default' | Reporter | ['json', { outputFile: string }])[] {
  const file = process.env.TRAINYARD_TEST_TALLY;
  return [
    'default',
    new SecondTries(),
    ...(file === undefined ? [] : [['json', { outputFile: file }] as ['json', { outputFile: string }]]),
  ];
}
