// Reads where a Python program raised from the last lines of its log.

export interface Raised {
  /** Relative to the project root. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The innermost frame inside the project; null when the lines hold no traceback or none of its frames is the project's. */
export function raisedAt(lines: readonly string[], root: string): Raised | null {
  const last = lines.findLast(line => /^\w[\w.]*(Error|Exception|Interrupt|Exit|Warning)\b/.test(line));
  if (last === undefined) return null;
  const frames = lines.flatMap(line => {
    const found = /^\s*File "(.+?)", line (\d+)/.exec(line);
    const path = found === null ? null : withinRoot(found[1] ?? '', root);
    return found === null || path === null ? [] : [{ path, line: Number(found[2]) }];
  });
  const frame = frames.at(-1);
  return frame === undefined ? null : { ...frame, message: last.trim() };
}

function withinRoot(path: string, root: string): string | null {
  const relative = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const isOutside =
    relative.startsWith('/') ||
    relative.startsWith('<') ||
    relative.split('/').includes('..') ||
    /(^|\/)(site-packages|\.venv)\//.test(relative);
  return isOutside ? null : relative;
}
