// Environments are built once per content, by one builder at a time, and count only when they are whole.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ResolvedEnvironment } from '../../engine/domain/pipeline.ts';
import { isTrouble, type TrainyardError } from '../../engine/errors.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { type BuildRequest, buildEnvironment, environmentHash } from '../../engine/runner/environments.ts';

const ports = nodePorts({ log: { write: () => {} } });
let root: string;
let progress: string[];

/** A wheel made here, so that no registry is asked. */
const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    wheel.writestr('tiny.py', 'value = 42\\n')
    wheel.writestr('tiny-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n')
    wheel.writestr('tiny-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('tiny-1.0.dist-info/RECORD', 'tiny.py,,\\ntiny-1.0.dist-info/METADATA,,\\ntiny-1.0.dist-info/WHEEL,,\\ntiny-1.0.dist-info/RECORD,,\\n')
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-env-'));
  progress = [];
  mkdirSync(join(root, 'wheels'));
  execFileSync('python3', ['-c', makeWheel, join(root, 'wheels/tiny-1.0-py3-none-any.whl')]);
  writeFileSync(join(root, 'requirements.txt'), '--no-index\n./wheels/tiny-1.0-py3-none-any.whl\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const py: ResolvedEnvironment = { name: 'py', python: null, requirements: 'requirements.txt' };
const variables = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' });
const request = (change: Partial<BuildRequest> = {}): BuildRequest => ({
  environment: py,
  root,
  folder: join(root, 'envs'),
  variables: variables(),
  python: null,
  signal: new AbortController().signal,
  onProgress: message => progress.push(message),
  ...change,
});
const troubleOf = async (work: Promise<unknown>): Promise<TrainyardError> => {
  try {
    await work;
  } catch (error) {
    if (isTrouble(error)) return error;
    throw error;
  }
  throw new Error('no trouble came');
};

test('an environment is built with its requirements, told line by line, and found again at once', {
  timeout: 120_000,
}, async () => {
  const folder = await buildEnvironment(ports, request());
  expect(execFileSync(join(folder, 'bin/python'), ['-c', 'import tiny; print(tiny.value)'], { encoding: 'utf8' })).toBe(
    '42\n',
  );
  expect(progress.some(line => line.includes('tiny'))).toBe(true);
  const started = Date.now();
  expect(await buildEnvironment(ports, request())).toBe(folder);
  expect(Date.now() - started).toBeLessThan(3_000);
});

test('two builders at once make one environment', { timeout: 120_000 }, async () => {
  const both = await Promise.all([buildEnvironment(ports, request()), buildEnvironment(ports, request())]);
  expect(both[0]).toBe(both[1]);
  expect(readdirSync(join(both[0], '..')).filter(name => name === 'lock')).toEqual([]);
});

test('who finds the lock of a living builder waits for it, and says so', { timeout: 120_000 }, async () => {
  const home = join(await buildEnvironment(ports, request()), '..');
  rmSync(join(home, 'ready.json'));
  writeFileSync(join(home, 'lock'), JSON.stringify(ports.processes.self()));
  const waits = 'waiting for another run that builds this environment';
  const onProgress = (message: string): void => {
    progress.push(message);
    if (message === waits) rmSync(join(home, 'lock'), { force: true });
  };
  await buildEnvironment(ports, request({ onProgress }));
  expect(progress).toContain(waits);
});

test('a lock and a half-built folder of a killed builder are no obstacle and no environment', {
  timeout: 120_000,
}, async () => {
  const folder = await buildEnvironment(ports, request());
  const home = join(folder, '..');
  rmSync(join(home, 'ready.json'));
  writeFileSync(join(home, 'lock'), JSON.stringify({ pid: 2 ** 22 - 1, startedAt: 1 }));
  const again = await buildEnvironment(ports, request());
  expect(again).not.toBe(folder);
  expect(existsSync(join(home, 'lock'))).toBe(false);
});

test('a requirement that cannot be had is told in the words of the installer and leaves nothing', {
  timeout: 120_000,
}, async () => {
  writeFileSync(join(root, 'requirements.txt'), '--no-index\nno-such-package-anywhere==9.9\n');
  const trouble = await troubleOf(buildEnvironment(ports, request()));
  expect(trouble.code).toBe('environment-failed');
  expect(String(trouble.args.reason)).toMatch(/no-such-package-anywhere/);
  const homes = readdirSync(join(root, 'envs'));
  expect(homes.flatMap(home => readdirSync(join(root, 'envs', home)))).toEqual([]);
});

test('a build can be cancelled', { timeout: 30_000 }, async () => {
  const cancel = new AbortController();
  const fake = join(root, 'bin');
  mkdirSync(fake);
  writeFileSync(join(fake, 'uv'), '#!/bin/sh\necho resolving\nexec sleep 60\n');
  chmodSync(join(fake, 'uv'), 0o755);
  const building = troubleOf(
    buildEnvironment(
      ports,
      request({
        variables: { ...variables(), PATH: `${fake}:${process.env.PATH}` },
        signal: cancel.signal,
        onProgress: () => cancel.abort(),
      }),
    ),
  );
  expect((await building).code).toBe('cancelled');
});

test('proxy, certificate and pip settings of the asking shell reach the installer', async () => {
  const fake = join(root, 'bin');
  mkdirSync(fake);
  writeFileSync(join(fake, 'uv'), `#!/bin/sh\nenv >> ${root}/seen\nmkdir -p "$6/bin" 2>/dev/null\nexit 0\n`);
  chmodSync(join(fake, 'uv'), 0o755);
  const settings = {
    HTTPS_PROXY: 'http://proxy.example:3128',
    SSL_CERT_FILE: '/certs/own.pem',
    PIP_INDEX_URL: 'https://index.example/simple',
    UV_INDEX_URL: 'https://index.example/uv',
  };
  await buildEnvironment(
    ports,
    request({ variables: { ...variables(), ...settings, PATH: `${fake}:${process.env.PATH}` } }),
  );
  const seen = readFileSync(join(root, 'seen'), 'utf8');
  for (const [name, value] of Object.entries(settings)) expect(seen).toContain(`${name}=${value}`);
});

test('a Python version that is not there is said by name', async () => {
  const trouble = await troubleOf(buildEnvironment(ports, request({ environment: { ...py, python: '2.6' } })));
  expect(trouble.args.reason).toMatch(/wants Python 2\.6/);
});

test('without any Python the trouble says so', async () => {
  expect((await troubleOf(buildEnvironment(ports, request({ variables: { PATH: join(root, 'wheels') } })))).code).toBe(
    'python-missing',
  );
});

test('the hash follows the requirements and stays null without them', async () => {
  const before = await environmentHash(ports, root, py);
  writeFileSync(join(root, 'requirements.txt'), 'numpy\n');
  expect(await environmentHash(ports, root, py)).not.toBe(before);
  rmSync(join(root, 'requirements.txt'));
  expect(await environmentHash(ports, root, py)).toBeNull();
});
