// Bundles everything into dist/: extension host, language server, service, command line and webview panels.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';

export const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const commonOptions: esbuild.BuildOptions = {
  bundle: true,
  minify: true,
  charset: 'utf8',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
  metafile: true,
};

/** Node bundles are CommonJS, since VS Code loads `main` that way fastest; `import.meta` is made from `__filename`. */
const nodeOptions: esbuild.BuildOptions = {
  ...commonOptions,
  platform: 'node',
  format: 'cjs',
  target: 'node22.15',
  loader: { '.node': 'empty' },
  mainFields: ['module', 'main'],
  define: {
    'import.meta.url': '__importMetaUrl',
    'import.meta.filename': '__filename',
    'import.meta.dirname': '__dirname',
    'import.meta.main': '__isMain',
  },
  banner: {
    js: "'use strict';const __importMetaUrl=require('node:url').pathToFileURL(__filename).href,__isMain=require.main===module;",
  },
};

const browserOptions: esbuild.BuildOptions = {
  ...commonOptions,
  platform: 'browser',
  format: 'iife',
  target: 'chrome128',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.ttf': 'file' },
};

/** The language client is loaded with the first pipeline or card, not with the extension: a bundle of its own. */
const lazyLanguageClient: esbuild.Plugin = {
  name: 'lazy language client',
  setup(build) {
    build.onResolve({ filter: /\/languageClient\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './languageClient.js', external: true } : undefined,
    );
  },
};

/** Model cards and foreign formats are loaded with the first file of one: a bundle of their own. */
const lazyFormats: esbuild.Plugin = {
  name: 'lazy formats',
  setup(build) {
    build.onResolve({ filter: /\/formats\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './formats.js', external: true } : undefined,
    );
  },
};

/** What of `yaml` the language server calls; all of it are functions. */
const calledOfYaml = ['parseAllDocuments', 'isAlias', 'isScalar', 'isSeq'];

/** The parser that recovers from errors is loaded with the first text that has one: a bundle of its own. */
const lazyYaml: esbuild.Plugin = {
  name: 'lazy yaml',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'lazy-yaml' }));
    build.onResolve({ filter: /^\.\/yaml\.js$/, namespace: 'lazy-yaml' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'lazy-yaml' }, () => ({
      contents: calledOfYaml
        .map(name => `export const ${name} = (...args) => require('./yaml.js').${name}(...args);`)
        .join('\n'),
    }));
  },
};

/** Of Node, what the protocol's library asks for and no server on a pipe needs: loaded with the first use. */
const lazyNode: esbuild.Plugin = {
  name: 'lazy node',
  setup(build) {
    build.onResolve({ filter: /^(?:child_process|crypto|net)$/ }, ({ path }) => ({ path, namespace: 'lazy-node' }));
    build.onLoad({ filter: /.*/, namespace: 'lazy-node' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

interface Bundle {
  readonly name: string;
  readonly options: esbuild.BuildOptions;
}

/** Every bundle with its entry; a new panel is one line here. */
export const bundles: readonly Bundle[] = [
  {
    name: 'client',
    options: {
      ...nodeOptions,
      external: ['vscode'],
      plugins: [lazyLanguageClient],
      entryPoints: ['client/extension.ts'],
      outfile: 'dist/client.js',
    },
  },
  {
    name: 'language client',
    options: {
      ...nodeOptions,
      external: ['vscode'],
      entryPoints: ['client/language/languageClient.ts'],
      outfile: 'dist/languageClient.js',
    },
  },
  {
    name: 'server',
    options: {
      ...nodeOptions,
      plugins: [lazyFormats, lazyNode, lazyYaml],
      entryPoints: ['server/main.ts'],
      outfile: 'dist/server.js',
    },
  },
  {
    name: 'formats',
    options: { ...nodeOptions, plugins: [lazyYaml], entryPoints: ['server/formats.ts'], outfile: 'dist/formats.js' },
  },
  { name: 'yaml', options: { ...nodeOptions, entryPoints: ['yaml'], outfile: 'dist/yaml.js' } },
  { name: 'service', options: { ...nodeOptions, entryPoints: ['service/main.ts'], outfile: 'dist/service.js' } },
  { name: 'cli', options: { ...nodeOptions, entryPoints: ['cli/main.ts'], outfile: 'dist/cli.js' } },
  {
    name: 'metrics panel',
    options: { ...browserOptions, entryPoints: ['webview/metrics/main.tsx'], outfile: 'dist/webview/metrics.js' },
  },
  {
    name: 'graph panel',
    options: { ...browserOptions, entryPoints: ['webview/graph/main.tsx'], outfile: 'dist/webview/graph.js' },
  },
  {
    name: 'deployment panel',
    options: { ...browserOptions, entryPoints: ['webview/deployment/main.tsx'], outfile: 'dist/webview/deployment.js' },
  },
];

/** Builds the bundles whose entries exist, all at once; throws when one fails. */
export async function build(
  only?: readonly string[],
): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  if (only === undefined) rmSync(dist, { recursive: true, force: true });
  prepareDist();
  const wanted = bundles.filter(bundle => only === undefined || only.includes(bundle.name));
  return Promise.all(
    wanted.map(async ({ name, options }) => {
      const result = await esbuild.build(options);
      const bytes = Object.entries(result.metafile?.outputs ?? {})
        .filter(([file]) => file.endsWith('.js'))
        .reduce((sum, [, output]) => sum + output.bytes, 0);
      return { name, bytes };
    }),
  );
}

/** What model servers load at run time: it lies beside `service.js`, and in every copy of the runtime. */
const besideService = [
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  'engine/serving/python/predict_worker.py',
];

/** dist/ is CommonJS although the project is ESM; the codicon font lies beside the panels, the models' runtime beside the service. */
export function prepareDist(): void {
  mkdirSync(join(dist, 'webview'), { recursive: true });
  writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  const codicons = join(root, 'node_modules/@vscode/codicons/dist');
  for (const file of ['codicon.css', 'codicon.ttf']) {
    if (existsSync(join(codicons, file))) cpSync(join(codicons, file), join(dist, 'webview', file));
  }
  for (const file of besideService) cpSync(join(root, file), join(dist, basename(file)));
}

if (import.meta.main) {
  const started = performance.now();
  const only = process.argv.slice(2);
  for (const { name, bytes } of await build(only.length > 0 ? only : undefined)) {
    console.log(`  ${name.padEnd(16)} ${(bytes / 1000).toFixed(0).padStart(6)} KB`);
  }
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
