// A panel's real bundle in a real browser, under the content policy of the host; only VS Code's transport is stood in for.
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/browser.ts';
import { bundles, root } from '../../scripts/build.ts';
import { type ThemeName, themes } from './themes.ts';

const origin = 'https://panel.test';
const nonce = 'panelnonce';

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What an earlier panel left in `getState()`. */
  readonly kept?: unknown;
  readonly words?: Readonly<Record<string, string>>;
  readonly reducedMotion?: boolean;
}
export interface PanelPage {
  readonly page: Page;
  /** As the extension host would. */
  post(message: unknown): Promise<void>;
  /** What the panel sent, in order. */
  sent(): Promise<readonly Record<string, unknown>[]>;
  kept(): Promise<unknown>;
  /** Errors of scripts and violations of the content policy. */
  readonly problems: readonly string[];
}
export interface PanelBrowser {
  readonly browser: Browser;
  open(options?: PanelOptions): Promise<PanelPage>;
  /** Closes the pages that were opened; call it after each test. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export async function startPanel(panel: 'metrics' | 'graph' | 'deployment'): Promise<PanelBrowser> {
  const folder = mkdtempSync(join(tmpdir(), `trainyard-${panel}-`));
  const bundle = bundles.find(({ name }) => name === `${panel} panel`);
  if (bundle === undefined) throw new Error(`scripts/build.ts has no bundle «${panel} panel»`);
  await esbuild.build({ ...bundle.options, outfile: join(folder, `${panel}.js`), sourcemap: 'inline' });
  const files = {
    [`/${panel}.js`]: { body: await readFile(join(folder, `${panel}.js`)), type: 'text/javascript' },
    [`/${panel}.css`]: { body: await readFile(join(folder, `${panel}.css`)), type: 'text/css' },
    '/codicon.css': {
      body: await readFile(join(root, 'node_modules/@vscode/codicons/dist/codicon.css')),
      type: 'text/css',
    },
    '/codicon.ttf': {
      body: await readFile(join(root, 'node_modules/@vscode/codicons/dist/codicon.ttf')),
      type: 'font/ttf',
    },
  };
  await rm(folder, { recursive: true });
  const browser = await launchBrowser();
  return {
    browser,
    open: options => openPage(browser, panel, files, options ?? {}),
    closePages: async () => {
      for (const context of browser.contexts()) await context.close();
    },
    close: () => browser.close(),
  };
}

type Files = Readonly<Record<string, { readonly body: Buffer; readonly type: string }>>;

async function openPage(browser: Browser, panel: string, files: Files, options: PanelOptions): Promise<PanelPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1200, height: options.height ?? 700 },
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.route(`${origin}/**`, route => {
    const { pathname } = new URL(route.request().url());
    const file = files[pathname];
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(panel, options) });
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    return file === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: file.type, body: file.body });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => document.querySelector('#root')?.hasChildNodes());
  return {
    page,
    problems,
    // As text: the browser driver takes seconds over a large object.
    post: message => page.evaluate(text => window.postMessage(JSON.parse(text), '*'), JSON.stringify(message)),
    sent: () => page.evaluate(() => (window as unknown as Transport).sentMessages),
    kept: () => page.evaluate(() => (window as unknown as Transport).keptState),
  };
}

interface Transport {
  sentMessages: Record<string, unknown>[];
  keptState: unknown;
}

/** As `client/ui/panel.ts` writes it: no inline styles, scripts by nonce alone. Theme tokens come as VS Code sets them. */
function html(panel: string, options: PanelOptions): string {
  const { body, tokens } = themes[options.theme ?? 'dark'];
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin} 'nonce-${nonce}'`,
    `font-src ${origin}`,
    `img-src ${origin} data:`,
  ].join('; ');
  const words = JSON.stringify(options.words ?? {})
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="${origin}/codicon.css">
<link rel="stylesheet" href="${origin}/${panel}.css">
</head>
<body class="${body}">
<div id="root" data-panel="${panel}" data-words="${words}"></div>
<script nonce="${nonce}">
for (const [name, value] of Object.entries(${JSON.stringify(tokens)})) document.documentElement.style.setProperty('--vscode-' + name, value);
window.sentMessages = [];
window.keptState = ${JSON.stringify(options.kept ?? null)} ?? undefined;
window.acquireVsCodeApi = () => ({
  postMessage: message => { window.sentMessages.push(structuredClone(message)); },
  getState: () => window.keptState,
  setState: state => { window.keptState = structuredClone(state); return state; },
});
</script>
<script nonce="${nonce}" src="${origin}/${panel}.js"></script>
</body>
</html>`;
}
