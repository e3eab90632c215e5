// Makes this process the only service of the project: of this person here, and in full mode of anybody anywhere.
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { isTrouble } from '../engine/errors.ts';
import { realFiles } from '../engine/node/files.ts';
import { makeStateFolder } from '../engine/store/openStateDatabase.ts';
import type { PrivatePaths } from '../protocol/privateFolder.ts';
import { type OwnerLock, takeOwnerLock } from './ownerLock.ts';

/** A service whose project was moved away notices within a second or two. */
const movedPatienceMs = 6_000;

/** Throws `store-locked` with the holder. In view mode nothing is written in the project. */
export async function takeLocks(root: string, paths: PrivatePaths, isView: boolean): Promise<OwnerLock> {
  const own = takeOwnerLock(`${paths.project}/owner.db`, root);
  if (isView) return own;
  try {
    await makeStateFolder(realFiles, root);
    const shared = await takeShared(`${root}/.trainyard/owner.db`, root);
    return {
      release() {
        shared.release();
        own.release();
      },
    };
  } catch (error) {
    own.release();
    throw error;
  }
}

async function takeShared(file: string, root: string): Promise<OwnerLock> {
  const since = performance.now();
  for (;;) {
    try {
      return takeOwnerLock(file, root);
    } catch (error) {
      const isOfMovedFolder =
        isTrouble(error, 'store-locked') && error.args.host === hostname() && error.args.root !== root;
      if (!isOfMovedFolder || performance.now() - since > movedPatienceMs) throw error;
      await wait(200);
    }
  }
}
