// Texts of found files, and why some of them cannot be had.
import { constants as limits } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { fileTrouble } from './fileTrouble.ts';
import { mapSome } from './mapSome.ts';

interface ReadText<T> {
  readonly file: T;
  readonly text: string | null;
  /** Null with a text; else the end of a sentence about the file. */
  readonly reason: string | null;
}

/** In order, a few at a time. */
export const readTexts = <T extends { readonly path: string }>(files: readonly T[]): Promise<readonly ReadText<T>[]> =>
  mapSome(files, 32, async file => {
    try {
      // Of one byte comes one letter at most.
      if ((await stat(file.path)).size > limits.MAX_STRING_LENGTH) return { file, text: null, reason: 'is too large' };
      return { file, text: await readFile(file.path, 'utf8'), reason: null };
    } catch (error) {
      return { file, text: null, reason: fileTrouble(error, 'read') };
    }
  });
