// bin/trainyard.mjs under several Nodes: it stays, hands over, or says in one sentence what is missing.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const repository = join(import.meta.dirname, '..', '..');
const platform = `${process.platform}-${process.arch}`;
const node22 = join(repository, `node_modules/node-22-${platform}/bin/node`);
const home = mkdtempSync(join(tmpdir(), 'trainyard-launcher-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Stands where dist/cli.js stands: tells its Node and words, waits for a signal, or ends as told. */
const program = `exports.runFromProcess = async () => {
  const [word, value] = process.argv.slice(2);
  if (word === 'exit') process.exit(Number(value));
  if (word === 'wait') {
    process.on('SIGTERM', () => { console.log('asked to end'); process.exit(1); });
    console.log('waiting');
    return void setInterval(() => undefined, 1000);
  }
  console.log(JSON.stringify({ node: process.versions.node, words: process.argv.slice(2), sqlite: typeof require('node:sqlite').DatabaseSync }));
};
if (require.main === module) exports.runFromProcess();
`;
mkdirSync(join(home, 'bin'));
mkdirSync(join(home, 'dist'));
cpSync(join(repository, 'bin/trainyard.mjs'), join(home, 'bin/trainyard.mjs'));
writeFileSync(join(home, 'dist/package.json'), '{ "type": "commonjs" }');
writeFileSync(join(home, 'dist/cli.js'), program);
/** Makes a Node take itself for one without node:sqlite. */
const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;

const emptyPath = { PATH: join(home, 'nothing') };
function launch(
  words: readonly string[],
  { env = {}, isOld = false }: { env?: Record<string, string>; isOld?: boolean } = {},
) {
  const flags = isOld ? ['--import', old] : [];
  const done = spawnSync(process.execPath, [...flags, join(home, 'bin/trainyard.mjs'), ...words], {
    encoding: 'utf8',
    env: { ...emptyPath, ...env },
  });
  return { code: done.status, signal: done.signal, out: done.stdout, err: done.stderr };
}

describe('a Node with node:sqlite', () => {
  test('runs the command line itself, without a warning', () => {
    const { code, out, err } = launch(['a', 'b c']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ node: process.versions.node, words: ['a', 'b c'], sqlite: 'function' });
  });
});

describe('a Node without node:sqlite', () => {
  test('says in one sentence what is missing when there is no other', () => {
    const { code, out, err } = launch(['a'], { isOld: true });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toBe(
      'Node.js 20.19.0 lacks node:sqlite and no newer one was found: install Node.js 22.15 or newer, or name one in TRAINYARD_NODE.\n',
    );
  });
  test('hands over to a newer one on PATH', () => {
    const folder = join(home, 'newer');
    mkdirSync(folder);
    symlinkSync(process.execPath, join(folder, 'node'));
    const { code, out, err } = launch(['a'], { isOld: true, env: { PATH: folder } });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ node: process.versions.node, words: ['a'] });
  });
  test('hands over to the project’s own before any other', () => {
    const folder = join(home, `node_modules/node-${platform}/bin`);
    mkdirSync(folder, { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node'));
    expect(launch(['exit', '0'], { isOld: true }).code).toBe(0);
    rmSync(join(home, 'node_modules'), { recursive: true });
  });
});

describe('a named Node', () => {
  test('that does not start is said, with code 3', () => {
    const { code, err } = launch([], { env: { TRAINYARD_NODE: '/bin/false' } });
    expect(code).toBe(3);
    expect(err).toMatch(/^TRAINYARD_NODE names \/bin\/false, which does not start\. [^\n]+\n$/);
  });
  test('that is there is used, and its exit code is ours', () => {
    expect(existsSync(node22)).toBe(true);
    const { code, out } = launch(['x'], { env: { TRAINYARD_NODE: node22 } });
    expect(code).toBe(0);
    expect(JSON.parse(out).node).toMatch(/^22\./);
    expect(launch(['exit', '2'], { env: { TRAINYARD_NODE: node22 } }).code).toBe(2);
  });
  test('gets the signals that reach the launcher', async () => {
    const child = spawn(process.execPath, [join(home, 'bin/trainyard.mjs'), 'wait'], {
      env: { ...emptyPath, TRAINYARD_NODE: node22 },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (text.includes('waiting')) child.kill('SIGTERM');
    });
    const code = await new Promise(resolve => child.on('close', resolve));
    expect({ code, out }).toEqual({ code: 1, out: 'waiting\nasked to end\n' });
  });
});

test('a checkout that was not built says so', () => {
  const bare = join(home, 'bare');
  cpSync(join(home, 'bin'), join(bare, 'bin'), { recursive: true });
  const done = spawnSync(process.execPath, [join(bare, 'bin/trainyard.mjs')], { encoding: 'utf8', env: emptyPath });
  expect(done.status).toBe(3);
  expect(done.stderr).toContain('is missing. Build it with «npm run build».');
});
