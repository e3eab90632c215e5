// A real VS Code workbench from npm: brings it, starts its server, and says where it can be opened.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build.ts';
import { Stop } from './say.ts';

const hostFolder = join(root, '.cache/editor-host');
const recipe = join(root, 'scripts/editor-host');
const vscodeFolder = join(hostFolder, 'node_modules/code-server/lib/vscode');
/** The Node.js that the editor runs its extension host on. */
export const hostNode = join(hostFolder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);

function npm(cwd: string, ...args: readonly string[]): void {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...flags], { cwd, stdio: ['ignore', 2, 2] });
}

/** Installs the editor once per lock file; returns true when it had to. */
export function installEditorHost(): boolean {
  const lock = readFileSync(join(recipe, 'package-lock.json'));
  const want = createHash('sha256').update(lock).digest('hex');
  const stamp = join(hostFolder, '.ready');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return false;
  if (process.platform !== 'linux')
    throw new Stop(
      'The browser editor host runs on Linux only; on this system open the folder in VS Code and press F5.',
    );
  rmSync(hostFolder, { recursive: true, force: true });
  mkdirSync(hostFolder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(recipe, file), join(hostFolder, file));
  npm(hostFolder, 'ci');
  npm(vscodeFolder, 'install', '--omit=dev');
  npm(join(vscodeFolder, 'extensions'), 'install', '--omit=dev');
  writeFileSync(stamp, want);
  return true;
}

/** Installs a packaged extension into a profile, as `code --install-extension` does. */
export function installExtension(
  vsix: string,
  { data, extensions }: { readonly data: string; readonly extensions: string },
): void {
  const flags = [
    '--accept-server-license-terms',
    '--server-data-dir',
    join(data, 'server'),
    '--user-data-dir',
    data,
    '--extensions-dir',
    extensions,
  ];
  execFileSync(hostNode, [join(vscodeFolder, 'out/server-main.js'), ...flags, '--install-extension', vsix], {
    stdio: 'pipe',
  });
}

export interface EditorServerOptions {
  /** Profile folder; a temporary one, removed at the end, when absent. */
  readonly data?: string;
  readonly extensions?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Lets tests run and development extensions load. */
  readonly driver?: boolean;
  /** False asks for workspace trust as the desktop editor does. */
  readonly trustEverything?: boolean;
  readonly log?: (text: string) => void;
}
export interface EditorServer {
  readonly port: number;
  readonly origin: string;
  readonly data: string;
  readonly extensions: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'git.autofetch': false,
};

function prepareProfile(options: EditorServerOptions): { data: string; extensions: string } {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'trainyard-editor-'));
  const extensions = options.extensions ?? join(data, 'extensions');
  mkdirSync(join(data, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const file = join(data, 'User/settings.json');
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...(kept as object), ...options.settings }, null, 2));
  return { data, extensions };
}

/** Starts the editor's server on a free loopback port; it ends with this process. */
export async function startEditorServer(options: EditorServerOptions = {}): Promise<EditorServer> {
  const { data, extensions } = prepareProfile(options);
  const flags = [
    ...[
      '--host',
      '127.0.0.1',
      '--port',
      String(options.port ?? 0),
      '--without-connection-token',
      '--accept-server-license-terms',
    ],
    ...[
      '--user-data-dir',
      data,
      '--server-data-dir',
      join(data, 'server'),
      '--extensions-dir',
      extensions,
      '--disable-telemetry',
    ],
    ...((options.trustEverything ?? true) ? ['--disable-workspace-trust'] : []),
    ...((options.driver ?? true) ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(hostNode, [join(vscodeFolder, 'out/server-main.js'), ...flags], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const pid = child.pid ?? 0;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const sweep = (): void => {
    if (options.data === undefined) rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const atExit = (): void => {
    signal('SIGKILL');
    sweep();
  };
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));

  let text = '';
  const port = await new Promise<number>((listening, failed) => {
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
      options.log?.(chunk.toString());
      const found = /agent listening on (\d+)/.exec(text);
      if (found) listening(Number(found[1]));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', code => failed(new Stop(`The editor's server ended early (exit code ${code}):\n${text}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise(ended => child.once('exit', ended));
    signal('SIGTERM');
    const hard = setTimeout(() => signal('SIGKILL'), 5000);
    await gone;
    clearTimeout(hard);
    sweep();
  };
  return { port, origin: `http://127.0.0.1:${port}`, data, extensions, pid, stop };
}

export interface WorkbenchRequest {
  readonly folder: string;
  /** Development extension's folder. */
  readonly extension?: string;
  /** Module that runs inside the extension host. */
  readonly tests?: string;
}

/** Address that opens a folder, with a development extension and in-host tests where wanted. */
export function workbenchUrl(server: EditorServer, { folder, extension, tests }: WorkbenchRequest): string {
  const remote = (path: string): string =>
    `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(resolve(path)).pathname}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  return `${server.origin}/?folder=${encodeURIComponent(resolve(folder))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

// A killed runner must take its (detached) server along.
for (const [name, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  process.once(name, () => process.exit(128 + number));
}
