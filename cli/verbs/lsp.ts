// `trainyard lsp`: the language server over standard input and output, for editors of any kind.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodePorts } from '../../engine/node/ports.ts';
import { exitCodes } from '../exitCodes.ts';
import { serveLanguage } from '../languageServer.ts';
import { verb } from '../verb.ts';

export const lsp = verb({
  name: 'lsp',
  summary: 'Serves editors: checks, completion and more over standard input and output.',
  usage: ['lsp'],
  options: { stdio: { type: 'boolean', help: 'Taken as editors pass it; the only way there is.' } },
  notes: [
    'Started by an editor, with the project as its folder. Reads the project, writes nothing, opens no port.',
    'docs/editors.md has the settings for Neovim and Helix.',
  ],
  maxArgs: 0,
  async run({ io }) {
    const code = await serveLanguage(nodePorts(), io.cwd, serverFile());
    return code === 0 ? exitCodes.done : exitCodes.failed;
  },
});

/** The bundle beside the command line, or the source. */
function serverFile(): string {
  const built = join(import.meta.dirname, 'server.js');
  return existsSync(built) ? built : join(import.meta.dirname, '..', '..', 'server', 'main.ts');
}
