// Runs Mocha inside the extension host and leaves a report in the form Vitest writes.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

type Status = 'passed' | 'failed' | 'pending';
interface Row {
  readonly fullName: string;
  readonly status: Status;
}

/** `define` calls Mocha's `suite` and `test`; rejects when a test failed, as the editor's test runner asks. */
export async function runMocha(name: string, define: () => void): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, slow: 2000, color: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  define();
  const rows: Row[] = [];
  const note = (status: Status) => (test: { fullTitle(): string }) =>
    void rows.push({ fullName: test.fullTitle(), status });
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve).on('pass', note('passed')).on('fail', note('failed')).on('pending', note('pending'));
  });
  const report = process.env.TRAINYARD_SUITE_REPORT;
  if (report !== undefined)
    writeFileSync(
      report,
      JSON.stringify({ name, status: failures === 0 ? 'passed' : 'failed', assertionResults: rows }),
    );
  if (failures > 0) throw new Error(`${failures} of ${rows.length} tests failed`);
}
