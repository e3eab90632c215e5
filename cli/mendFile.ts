// Writes a mended text over the one that was checked, if nothing else is lost by that.
import { access, chown, constants, readFile, realpath, stat } from 'node:fs/promises';
import { nodePorts } from '../engine/node/ports.ts';
import { fileTrouble } from './fileTrouble.ts';

type Mended = { readonly isMended: true } | { readonly isMended: false; readonly reason: string };

/** `checked` is the text that was looked at; `reason` is the end of a sentence about the file. */
export async function mendFile(path: string, checked: string, mended: string): Promise<Mended> {
  try {
    // A link stays one: what it leads to is written.
    const real = await realpath(path);
    // A rename would not ask whether the file may be written.
    await access(real, constants.W_OK);
    const bytes = await readFile(real);
    if (!bytes.equals(Buffer.from(checked)))
      return { isMended: false, reason: bytes.toString('utf8') === checked ? 'is not UTF-8' : 'has changed meanwhile' };
    const { mode, uid, gid } = await stat(real);
    await nodePorts().files.writeAtomic(real, mended, mode);
    // Written by another person, such as root in a container, it still belongs to its owner.
    const now = await stat(real);
    if (now.uid !== uid || now.gid !== gid) await chown(real, uid, gid).catch(() => undefined);
    return { isMended: true };
  } catch (error) {
    return { isMended: false, reason: fileTrouble(error, 'written') };
  }
}
