// Starts every npm script on any Node from 20 on: installs the locked dependencies when they are missing or changed, then hands over to Node 24.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [verb = '', ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${verb}.ts`);

const say = text => process.stderr.write(`${text}\n`);
const stop = text => {
  say(text);
  process.exit(3);
};

/** The newest lock that was installed is remembered beside what it installed. */
function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.trainyard-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const started = Date.now();
  say('• dependencies: installing from package-lock.json');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.error) stop('npm was not found. Install Node.js 20 or newer with npm.');
  if (done.status !== 0)
    stop(
      'npm could not install the dependencies; its message is above. Check the connection to the package registry and try again.',
    );
  writeFileSync(stamp, lock);
  say(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** The project's own Node 24 from npm; else this one when it has `node:sqlite` and runs TypeScript. */
function findNode() {
  const own = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return stop(
    `Node.js ${process.versions.node} is too old here and npm has no newer one for ${process.platform} ${process.arch}. Install Node.js 24.`,
  );
}

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node.js ${process.versions.node} is too old. Install Node.js 20 or newer.`);
if (!/^[a-z-]+$/.test(verb) || !existsSync(script)) stop(`There is no script «${verb}».`);
installDependencies();
const node = findNode();
const env = {
  ...process.env,
  PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
};
const ended = spawnSync(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env,
});
process.exit(ended.status ?? 1);
