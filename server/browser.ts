// The language server as a web worker, for editors that run in the browser.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { formats } from './formats.ts';
import { lazyFormats } from './lazyFormats.ts';
import { startServer } from './server.ts';

const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
startServer(
  createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)),
  lazyFormats(() => Promise.resolve({ formats })),
);
