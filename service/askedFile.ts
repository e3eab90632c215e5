// Variables and interpreter of whoever last asked about a pipeline: kept privately, for retraining that nobody watches.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from '../engine/createEngine.ts';
import type { ProjectPath } from '../engine/domain/ids.ts';
import { preparePrivateFolder, writePrivateFile } from '../engine/node/privateFolder.ts';
import type { PrivatePaths } from '../protocol/privateFolder.ts';

/** Enough to find a shell's programs; nothing of the service's own. */
const bare: Asked = { env: { PATH: '/usr/local/bin:/usr/bin:/bin' }, python: null };

const folderOf = (paths: PrivatePaths): string => join(paths.project, 'asked');
const fileOf = (paths: PrivatePaths, pipeline: ProjectPath): string =>
  join(folderOf(paths), `${createHash('sha256').update(pipeline).digest('hex').slice(0, 16)}.json`);

/** Requests without variables leave those of before. */
export async function saveAsked(
  paths: PrivatePaths,
  pipeline: ProjectPath,
  { env, python }: { readonly env?: Asked['env'] | undefined; readonly python?: string | undefined },
): Promise<Asked> {
  const before = readAsked(paths, pipeline);
  if (env === undefined) return before;
  const asked: Asked = { env, python: python ?? before.python };
  await preparePrivateFolder(folderOf(paths));
  await writePrivateFile(fileOf(paths, pipeline), JSON.stringify(asked));
  return asked;
}

export function readAsked(paths: PrivatePaths, pipeline: ProjectPath): Asked {
  const file = fileOf(paths, pipeline);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Asked) : bare;
}
