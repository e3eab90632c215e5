#!/usr/bin/env node
// Starts the command line: in this Node when it has node:sqlite, else in the project's, a named or a newer one on PATH.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const needed = [22, 15];
/** From here on Node reads TypeScript without being asked. */
const stripsTypes = [22, 18];
const ourFault = 3;

const built = join(root, 'dist', 'cli.js');
const source = join(root, 'cli', 'main.ts');
// Developers set TRAINYARD_SOURCE to run what they wrote instead of what they built.
const runsSource = existsSync(source) && (process.env.TRAINYARD_SOURCE === '1' || !existsSync(built));
const program = runsSource ? source : built;

const isAtLeast = (version, [major, minor]) => {
  const [foundMajor = 0, foundMinor = 0] = version.split('.').map(Number);
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
};

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(ourFault);
}

/** The version of another Node, or null when it does not start. */
function versionOf(node) {
  const asked = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 10_000 });
  return asked.status === 0 ? asked.stdout.trim() : null;
}

/** A named Node counts alone: who names one wants to know when it does not do. */
function findNode() {
  const named = process.env.TRAINYARD_NODE;
  if (named) {
    const version = versionOf(named);
    if (version === null)
      stop(`TRAINYARD_NODE names ${named}, which does not start. Set it to Node.js ${needed.join('.')} or newer.`);
    if (!isAtLeast(version, needed))
      stop(
        `TRAINYARD_NODE names ${named}, which is Node.js ${version} and lacks node:sqlite. Set it to Node.js ${needed.join('.')} or newer.`,
      );
    return { node: named, version };
  }
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const beside = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', file);
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, file));
  for (const node of new Set([beside, ...onPath])) {
    const version = existsSync(node) ? versionOf(node) : null;
    if (version !== null && isAtLeast(version, needed)) return { node, version };
  }
  return stop(
    `Node.js ${process.versions.node} lacks node:sqlite and no newer one was found: install Node.js ${needed.join('.')} or newer, or name one in TRAINYARD_NODE.`,
  );
}

/** Runs the program in another Node and ends as it ends. */
function handOver({ node, version }) {
  const flags = ['--disable-warning=ExperimentalWarning'];
  if (runsSource && !isAtLeast(version, stripsTypes)) flags.push('--experimental-strip-types');
  const child = spawn(node, [...flags, program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl+C in a terminal reaches the child by itself: passed on it would count twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => stop(`${node} does not start: ${error.message}.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? ourFault);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

async function runHere() {
  const { runFromProcess } = runsSource
    ? await import(pathToFileURL(program).href)
    : createRequire(import.meta.url)(program);
  await runFromProcess();
}

if (!existsSync(program)) stop(`Trainyard is not complete here: ${built} is missing. Build it with «npm run build».`);
const named = process.env.TRAINYARD_NODE;
const isEnough = isAtLeast(process.versions.node, runsSource ? stripsTypes : needed);
if (isEnough && (!named || named === process.execPath))
  await runHere().catch(error => stop(`Trainyard could not start: ${error?.stack ?? error}`));
else handOver(findNode());
