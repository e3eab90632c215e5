// The packaged extension, installed as a person would: the sidebar shows a pipeline, and the terminal knows `trainyard`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openWorkbench } from '../../scripts/browser.ts';
import { type EditorServer, hostNode, installExtension, startEditorServer } from '../../scripts/editorHost.ts';
import { packageExtension } from '../../scripts/package.ts';
import { Workbench } from './workbench.ts';

const area = mkdtempSync(join(tmpdir(), 'trainyard-package-'));
const folder = join(area, 'project');
const home = join(area, 'home');
const data = join(area, 'editor');
let server: EditorServer;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'pipeline.yaml'),
    'apiVersion: trainyard/v1\nkind: Pipeline\nname: packaged\nstages:\n  hello:\n    cmd: echo hello > hello.txt\n    outs: [hello.txt]\n',
  );
  const vsix = await packageExtension(join(area, 'trainyard.vsix'));
  installExtension(vsix, { data, extensions: join(data, 'extensions') });
  server = await startEditorServer({ data, env: { TRAINYARD_HOME: home } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  const cli = join(import.meta.dirname, '../../bin/trainyard.mjs');
  execFileSync(process.execPath, [cli, 'service', 'stop', '--json'], {
    cwd: folder,
    env: { ...process.env, TRAINYARD_HOME: home },
  });
  rmSync(area, { recursive: true, force: true });
});

describe('the packaged extension', () => {
  test('shows a pipeline, and `trainyard` works in a terminal without any other installation', async () => {
    expect(existsSync(hostNode)).toBe(true);
    const page = await openWorkbench(browser, server, { folder });
    const workbench = new Workbench(page);
    await workbench.openSidebar();
    await workbench.row('packaged').first().waitFor({ timeout: 60_000 });
    await workbench.row('hello').first().waitFor();

    await workbench.command('Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active .xterm-screen').first().waitFor();
    await page.waitForTimeout(2_000);
    await page.keyboard.type('trainyard check --json > checked.json; trainyard run > ran.txt; echo $? > code.txt\n');
    await expect.poll(() => read('code.txt'), { timeout: 60_000 }).toBe('0\n');
    expect(JSON.parse(read('checked.json'))).toEqual({ files: 1, diagnostics: [] });
    expect(read('hello.txt')).toBe('hello\n');
    await workbench.picture('packaged');
  });
});

const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
