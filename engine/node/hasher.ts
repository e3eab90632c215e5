// SHA-256 of texts and, streaming, of files.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { trouble } from '../errors.ts';
import type { Hasher } from '../ports.ts';

const chunkSize = 1 << 20;

export const sha256: Hasher = {
  text: text => createHash('sha256').update(text, 'utf8').digest('hex'),
  async file(path, signal) {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(chunkSize);
    const file = await open(path, 'r');
    try {
      while (true) {
        if (signal?.aborted) throw trouble('cancelled');
        const { bytesRead } = await file.read(buffer, 0, chunkSize, null);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  },
};
