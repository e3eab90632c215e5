// An untrusted folder full of traps: the workbench shows it and checks it, and nothing ran and nothing was written.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openWorkbench } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';
import { type EditorServer, startEditorServer } from '../../scripts/editorHost.ts';
import { Workbench } from './workbench.ts';

const area = mkdtempSync(join(tmpdir(), 'trainyard-untrusted-'));
const folder = join(area, 'project');
const canaries = join(area, 'canaries');
const home = join(area, 'home');
const trap = (name: string): string => join(area, `trap-${name}.sh`);

/** A program that leaves a file behind when anything starts it. */
function setTrap(name: string): string {
  writeFileSync(trap(name), `#!/bin/sh\ntouch "${join(canaries, name)}"\n`);
  chmodSync(trap(name), 0o755);
  return trap(name);
}

function layTraps(): void {
  for (const made of [folder, canaries, home, join(folder, '.vscode'), join(folder, 'src')])
    mkdirSync(made, { recursive: true });
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  writeFileSync(join(folder, 'src/train.py'), 'print("train")\n');
  writeFileSync(
    join(folder, 'pipeline.yaml'),
    [
      'apiVersion: trainyard/v1',
      'kind: Pipeline',
      'name: trapped',
      'environments:',
      '  py: {requirements: requirements.txt}',
      'stages:',
      '  train:',
      `    cmd: ${setTrap('stage')}`,
      '    deps: [src/train.py]',
      '    environment: py',
      '  broken:',
      '    cmd: echo broken',
      '    needs: [trian]',
      '',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'requirements.txt'), 'six\n');
  writeFileSync(
    join(folder, '.vscode/settings.json'),
    JSON.stringify({
      'trainyard.python': setTrap('interpreter'),
      'python.defaultInterpreterPath': trap('interpreter'),
    }),
  );
  git('init', '-q');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '--allow-empty', '-m', 'start');
  writeFileSync(join(folder, '.gitattributes'), '*.py filter=trap diff=trap\n');
  git('config', 'core.fsmonitor', setTrap('fsmonitor'));
  git('config', 'core.sshCommand', setTrap('ssh'));
  git('config', 'diff.external', setTrap('diff'));
  git('config', 'diff.trap.textconv', setTrap('textconv'));
  git('config', 'filter.trap.clean', setTrap('filter'));
  git('config', 'core.hooksPath', area);
}

/** Every file of the folder with its content and time, `.git` included. */
function fingerprint(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${statSync(path).mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    })
    .sort();
}

let server: EditorServer;
let browser: Browser;

beforeAll(async () => {
  layTraps();
  server = await startEditorServer({
    trustEverything: false,
    settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
    env: { TRAINYARD_HOME: home },
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await stopServices();
  rmSync(area, { recursive: true, force: true });
});

/** The service of this test's private home, by the process id it wrote. */
async function stopServices(): Promise<void> {
  const projects = join(home, 'projects');
  if (!existsSync(projects)) return;
  for (const project of readdirSync(projects)) {
    const file = join(projects, project, 'service.json');
    if (!existsSync(file)) continue;
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { pid?: number };
    if (typeof pid === 'number' && pid > 1) {
      try {
        process.kill(pid, 'SIGTERM');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }
}

describe('an untrusted folder', () => {
  test('is shown and checked, but nothing in it runs and nothing is written', async () => {
    const before = fingerprint();
    const page = await openWorkbench(browser, server, { folder, extension: root });
    const workbench = new Workbench(page);
    await workbench.openSidebar();
    await workbench.row('trapped').first().waitFor({ timeout: 60_000 });
    await workbench.openFile('pipeline.yaml');
    await workbench.squiggle().first().waitFor({ timeout: 30_000 });
    await workbench.picture('untrusted');
    // Long enough for anything that a window does in the background after its start.
    await page.waitForTimeout(5_000);
    expect(readdirSync(canaries)).toEqual([]);
    expect(fingerprint()).toEqual(before);
  });
});
