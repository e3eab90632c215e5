// `npm test`: brings everything, then checks, units, peers, the suite inside the editor and the tour in the browser.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringBrowser } from './browser.ts';
import { build, root } from './build.ts';
import { check } from './check.ts';
import { hostNode, installEditorHost } from './editorHost.ts';
import { findPython, withUv } from './python.ts';
import { main, step } from './say.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}
interface JsonReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const reports = join(root, '.cache/test-reports');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
/** What an older Node 22 needs said before it reads our sources, in the processes that tests start. */
const plainTypes = '--experimental-strip-types --disable-warning=ExperimentalWarning';
const oldestNodeAreas = [
  'node',
  'store',
  'tracking',
  'pipeline',
  'registry',
  'monitor',
  'deploy',
  'serving/router.test.ts',
];

await main(async () => {
  await step('python: finding it, and uv from PyPI', findPython);
  // Processes in tests are started from the bundles, as users have them.
  const env = { ...withUv(), TRAINYARD_TEST_SERVICE: join(root, 'dist/service.js') };
  await step('editor: bringing a VS Code workbench from npm', installEditorHost);
  await step('browser: finding or bringing Chromium', bringBrowser);
  await step('build: bundling the extension', () => build());
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const tallies = [
    await step('checks: format, lint, types, architecture', async () => oneTest(await check())),
    await step('units, processes and peers: Vitest on Node 24', () => runVitest('units', [], env)),
    await step('the same core on the oldest supported Node', () => runOldestNode(env)),
    await step('inside the editor: Mocha in a real extension host', () => runInEditor(env)),
    await step('tour: a person’s clicks in Chromium', () =>
      runVitest('tour', ['--config', 'test/e2e/vitest.config.ts'], env),
    ),
  ];
  return report(tallies);
});

function oneTest(passed: boolean): Tally {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [] };
}

/** Runs Vitest and reads its report; a run that leaves no report counts as one failure. */
function runVitest(name: string, args: readonly string[], env: NodeJS.ProcessEnv, node = process.execPath): Tally {
  const file = join(reports, `${name}.json`);
  const ended = spawnSync(node, [vitest, 'run', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, TRAINYARD_TEST_TALLY: file },
  });
  return readReport(file, ended.status === 0);
}

function readReport(file: string, good: boolean): Tally {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
    const skipped = result.testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName }) => fullName),
    );
    const brokenFiles = result.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every(one => one.status !== 'failed'),
    );
    const failed = result.numFailedTests + brokenFiles.length;
    return { passed: result.numPassedTests, failed: failed === 0 && !good ? 1 : failed, skipped };
  } catch (error) {
    console.error(`${file} could not be read: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

/** Users' editors run Node 22: what of the engine works with databases and processes is tested on it too. */
function runOldestNode(env: NodeJS.ProcessEnv): Tally {
  const node = join(root, `node_modules/node-22-linux-${process.arch}/bin/node`);
  const areas = oldestNodeAreas.map(area => `test/${area}`);
  return runVitest('oldest-node', areas, { ...env, NODE_OPTIONS: plainTypes }, node);
}

/** The suite inside the extension host; Mocha's JSON report comes back in a file. */
function runInEditor(env: NodeJS.ProcessEnv): Tally {
  const file = join(reports, 'editor.json');
  const ended = spawnSync(process.execPath, [join(root, 'test/host/run.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, TRAINYARD_TEST_REPORT: file, TRAINYARD_HOST_NODE: hostNode },
  });
  return readReport(file, ended.status === 0);
}

/** Prints the closing line; a skip that the committed list does not explain is a failure. */
function report(tallies: readonly Tally[]): number {
  const known = JSON.parse(readFileSync(join(root, 'test/skips.json'), 'utf8')) as Readonly<Record<string, string>>;
  const skipped = tallies.flatMap(tally => tally.skipped);
  const unexplained = skipped.filter(name => !(name in known));
  for (const name of unexplained) console.error(`Skipped without a reason in test/skips.json: ${name}`);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0) + unexplained.length;
  console.log(`\n${passed} passed, ${failed} failed, ${skipped.length - unexplained.length} skipped`);
  return failed === 0 ? 0 : 1;
}
