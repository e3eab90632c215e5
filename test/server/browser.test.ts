// The language server stays free of Node, so that editors in the browser can run it.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { factsNotification } from '../../protocol/lsp.ts';
import { launchBrowser } from '../../scripts/browser.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

const absWorkingDir = join(import.meta.dirname, '../..');
const options: esbuild.BuildOptions = {
  absWorkingDir,
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  logLevel: 'silent',
  platform: 'browser',
  format: 'iife',
  // A worker has no document.
  conditions: ['worker'],
};

test('the server bundles for the browser, without any module of Node', async () => {
  const result = await esbuild.build({
    ...options,
    entryPoints: ['server/browser.ts'],
  });
  expect(result.errors).toEqual([]);
  const imports = Object.values(result.metafile?.inputs ?? {}).flatMap(input => input.imports.map(one => one.path));
  expect(imports.filter(path => path.startsWith('node:'))).toEqual([]);
});

test('it answers in a web worker', async () => {
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: ['server/browser.ts'],
  });
  const code = outputFiles?.[0]?.text ?? '';
  const uri = 'file:///work/bike/pipeline.yaml';
  const text = bikePipeline.replace('deps:', 'depz:');
  const messages = [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { method: 'initialized', params: {} },
    { method: factsNotification, params: { root: 'file:///work/bike', facts: bikeFacts } },
    {
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'trainyard-pipeline', version: 1, text } },
    },
  ];
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const codes = await page.evaluate(
      ([script, sent]) =>
        new Promise<readonly string[]>((done, failed) => {
          const [first, ...rest] = (JSON.parse(sent) as readonly object[]).map(one => ({ jsonrpc: '2.0', ...one }));
          const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
          worker.onerror = event => failed(new Error(event.message));
          worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            if (data.id === 1) for (const message of rest) worker.postMessage(message);
            const found = data.method === 'textDocument/publishDiagnostics' ? data.params.diagnostics : [];
            if (found.length > 0) done(found.map(one => one.code));
          };
          worker.postMessage(first);
        }),
      [code, JSON.stringify(messages)] as const,
    );
    expect(codes).toContain('unknown-key');
  } finally {
    await browser.close();
  }
}, 60_000);

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params: { readonly diagnostics: readonly { readonly code: string }[] };
}
