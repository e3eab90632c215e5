// Chromium for start and tests: Debian's package when this is root with apt, else any Chrome that is there.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type EditorServer, type WorkbenchRequest, workbenchUrl } from './editorHost.ts';
import { Stop } from './say.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium or Chrome, or null. `TRAINYARD_CHROMIUM` wins. */
function findBrowser(): string | null {
  const named = process.env['TRAINYARD_CHROMIUM'];
  return named ?? places.find(place => existsSync(place)) ?? null;
}

/** Finds a browser or installs Debian's package; says what is missing where neither is possible. */
export function bringBrowser(): string {
  const found = findBrowser();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 2] });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const now = findBrowser();
    if (now !== null) return now;
  }
  throw new Stop(
    'No Chromium or Chrome was found. Install one (on Debian: apt-get install chromium) or name it in TRAINYARD_CHROMIUM.',
  );
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: bringBrowser(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface WorkbenchOptions extends WorkbenchRequest {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly onExit?: (code: number) => void;
  readonly onLog?: (type: string, args: readonly unknown[]) => void;
}

/** Opens the workbench in a fresh browser profile and waits until it stands. */
export async function openWorkbench(browser: Browser, server: EditorServer, options: WorkbenchOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1400, height: 900 } });
  const page = await context.newPage();
  await page.exposeFunction('codeAutomationExit', (code: number) => options.onExit?.(code));
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) =>
    options.onLog?.(type, args),
  );
  await page.goto(workbenchUrl(server, options));
  await page.waitForSelector('.monaco-workbench .statusbar', { timeout: 60_000 });
  return page;
}
