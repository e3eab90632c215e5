// Patterns as in .gitignore, as far as build files use them.

/** What such a pattern matches, by path from its folder; null for one that is not understood here. */
export function ignoreMatcher(pattern: string): ((path: string) => boolean) | null {
  if (pattern === '' || /^!|[[\]\\{}$]/.test(pattern)) return null;
  const isFolder = pattern.endsWith('/');
  const body = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  // A slash in front or inside ties the pattern to the folder of the file.
  const isTied = pattern.startsWith('/') || body.includes('/');
  const source = body
    .split('/')
    .map(part =>
      part === '**'
        ? '**'
        : part
            .replace(/[.+^()|]/g, '\\$&')
            .replace(/\*+/g, '[^/]*')
            .replace(/\?/g, '[^/]'),
    )
    .join('/')
    .replace(/\*\*\//g, '(?:.*/)?')
    .replace(/\/\*\*$/, '/.*')
    .replace(/^\*\*$/, '.*');
  const after = isFolder ? '/.*' : '(?:/.*)?';
  const whole = new RegExp(`${isTied ? '^' : '(?:^|/)'}${source}${after}$`, 'u');
  return path => whole.test(path);
}
