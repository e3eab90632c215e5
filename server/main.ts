// The language server as a process: over IPC from the extension, over standard input and output with --stdio.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { giveBack } from './giveBack.ts';
import { lazyFormats } from './lazyFormats.ts';
import { startServer } from './server.ts';

startServer(
  createConnection(ProposedFeatures.all),
  lazyFormats(() => import('./formats.ts')),
  giveBack(),
);
