// The body of a request, at most so long.
import type { IncomingMessage } from 'node:http';

const nothing: Uint8Array = new Uint8Array();

/** `then` gets null when the body is longer than `limit`; nothing is called for a caller who went away. */
export function readBody(request: IncomingMessage, limit: number, then: (body: Uint8Array | null) => void): void {
  const told = request.headers['content-length'];
  if (told !== undefined && Number(told) > limit) {
    then(null);
    return;
  }
  if (told === undefined && request.headers['transfer-encoding'] === undefined) {
    then(nothing);
    return;
  }
  let parts: Buffer[] = [];
  let size = 0;
  let isOver = false;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (isOver) return;
    if (size <= limit) {
      parts.push(part);
      return;
    }
    isOver = true;
    parts = [];
    then(null);
  });
  request.on('end', () => {
    if (isOver) return;
    const [only] = parts;
    then(parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, size));
  });
}
