// The widespread YAML language server, brought from npm once: what ours is measured against, and what it works beside.
import { join } from 'node:path';
import { bringFromNpm } from './npmPeer.ts';

/** The file that Node starts, with `--stdio` or over IPC. */
export const bringYamlLanguageServer = (): string =>
  join(bringFromNpm('yaml-language-server', '2.0.0'), 'bin/yaml-language-server');
