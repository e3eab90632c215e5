// Stands in for the desktop `code` program, so that @vscode/test-electron starts the suites in the browser's editor too.
import { parseArgs } from 'node:util';
import { launchBrowser, openWorkbench } from '../../scripts/browser.ts';
import { installEditorHost, startEditorServer } from '../../scripts/editorHost.ts';
import { hostLine } from './hostNoise.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  // --no-sandbox, --skip-welcome and what else a desktop editor takes passes by.
  strict: false,
  allowPositionals: true,
  options: {
    extensionTestsPath: text,
    extensionDevelopmentPath: text,
    'user-data-dir': text,
    'extensions-dir': text,
    untrusted: { type: 'boolean' },
  },
});
const path = (value: unknown): string => (typeof value === 'string' ? value : '');
const patience = 300_000;

installEditorHost();
const server = await startEditorServer({
  data: path(values['user-data-dir']),
  extensions: path(values['extensions-dir']),
  trustEverything: values.untrusted !== true,
  settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
});
const browser = await launchBrowser();
const code = await new Promise<number>((ended, failed) => {
  setTimeout(() => failed(new Error(`the suite did not end within ${patience / 1000} s`)), patience).unref();
  openWorkbench(browser, server, {
    folder: positionals[0] ?? process.cwd(),
    extension: path(values.extensionDevelopmentPath),
    tests: path(values.extensionTestsPath),
    onExit: ended,
    onLog: (type, args) => {
      const line = hostLine(args);
      if (line !== null) (type === 'error' ? console.error : console.log)(line);
    },
  }).then(page => page.on('crash', () => ended(70)), failed);
});
await browser.close();
await server.stop();
process.exit(code);
