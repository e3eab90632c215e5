// Where artifacts of a URI lie on this machine, also after the project folder was moved.

/**
 * Absolute folder, or null when the URI is not a local one. MLflow writes absolute paths: one that ends in
 * `mlruns/…` of another place is looked for below this root, which is where it is after a move.
 */
export function localFolder(uri: string, root: string): string | null {
  const path = uri.startsWith('file:') ? decodeURIComponent(uri.replace(/^file:(\/\/)?/, '')) : uri;
  if (!path.startsWith('/')) return null;
  if (path === root || path.startsWith(`${root}/`)) return path;
  const inside = /\/(mlruns\/.*)$/.exec(path)?.[1];
  return inside === undefined || inside.split('/').includes('..') ? path : `${root}/${inside}`;
}
