// The private file of a deployment's router: its tokens, port and process, and the header line for callers.
import { existsSync, readFileSync } from 'node:fs';
import type { DeploymentId } from '../engine/domain/deployment.ts';
import { preparePrivateFolder, writePrivateFile } from '../engine/node/privateFolder.ts';
import {
  type PrivatePaths,
  parseRouterFile,
  predictHeaderFile,
  type RouterFile,
  routerFile,
  routersFolder,
} from '../protocol/privateFolder.ts';
import { newSecret } from './tokens.ts';

/** Null when there is none or it is not whole: new tokens are then made. */
export function readRouterFile(paths: PrivatePaths, deployment: DeploymentId): RouterFile | null {
  const file = routerFile(paths, deployment);
  return existsSync(file) ? parseRouterFile(readFileSync(file, 'utf8')) : null;
}

/** Keeps tokens of before, so that callers go on over restarts. */
export async function saveRouterFile(
  paths: PrivatePaths,
  deployment: DeploymentId,
  change: Partial<RouterFile>,
): Promise<RouterFile> {
  const fresh = { port: 0, pid: 0, startedAt: null, entry: '', version: '' };
  const before = readRouterFile(paths, deployment);
  const file = { ...(before ?? { ...fresh, token: newSecret(), predictToken: newSecret() }), ...change };
  if (before === null) {
    await preparePrivateFolder(routersFolder(paths));
    await writePrivateFile(predictHeaderFile(paths, deployment), `Authorization: Bearer ${file.predictToken}\n`);
  }
  await writePrivateFile(routerFile(paths, deployment), `${JSON.stringify(file, null, 2)}\n`);
  return file;
}
