// Where things of one person live that no project may hold: tokens, run variables, built environments, runtimes.

export interface PrivatePaths {
  /** Of this person, mode 0700; over all projects. */
  readonly home: string;
  /** Built Python environments by content hash. */
  readonly environments: string;
  /** Copies of the program by version. */
  readonly runtime: string;
  /** Of one project, mode 0700. */
  readonly project: string;
  /** Port, pid, tokens and version of the project's service, mode 0600. */
  readonly serviceFile: string;
  /** Variables of unfinished pipeline runs, one 0600 file each. */
  readonly runs: string;
}
/** What `serviceFile` holds. */
export interface ServiceFile {
  readonly port: number;
  readonly pid: number;
  /** Control token. */
  readonly token: string;
  /** Key of the HMAC in tracking tokens, hex. */
  readonly secret: string;
  readonly version: string;
  /** Further ports that stages of unfinished runs know, because the service once had to move. */
  readonly alsoPorts?: readonly number[];
  /** The file it runs from: a runtime in use is not pruned. */
  readonly entry?: string;
  /** Events are numbered above this, over restarts too. */
  readonly seqBase?: number;
  /** When it made way for another version, in UTC milliseconds: nobody else starts this one again at once. */
  readonly handedOverAt?: number;
}
/** What a deployment's router file holds, mode 0600. */
export interface RouterFile {
  /** Of the control door. */
  readonly token: string;
  /** For callers of the model. */
  readonly predictToken: string;
  readonly port: number;
  /** 0 while no router was started. */
  readonly pid: number;
  /** When that process began, in UTC milliseconds, so that another one with its number is not taken for it. */
  readonly startedAt: number | null;
  /** The file it runs from: a runtime in use is not pruned. */
  readonly entry: string;
  readonly version: string;
}
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * `$TRAINYARD_HOME`, else `$XDG_STATE_HOME/trainyard`, else `~/.local/state/trainyard`.
 * Relative values are ignored, as the XDG Base Directory specification asks.
 */
export function privateHome(env: Variables, userHome: string): string {
  const isAbsolute = (path: string | undefined): path is string =>
    path !== undefined && /^(\/|[A-Za-z]:[\\/])/.test(path);
  if (isAbsolute(env.TRAINYARD_HOME)) return trimEnd(env.TRAINYARD_HOME);
  const state = isAbsolute(env.XDG_STATE_HOME) ? trimEnd(env.XDG_STATE_HOME) : `${trimEnd(userHome)}/.local/state`;
  return `${state}/trainyard`;
}

/** `rootHash`: SHA-256 of the project root's real path, in hex; its first 16 digits name the project. */
export function privatePaths(home: string, rootHash: string): PrivatePaths {
  const project = `${home}/projects/${rootHash.slice(0, 16)}`;
  return {
    home,
    environments: `${home}/environments`,
    runtime: `${home}/runtime`,
    project,
    serviceFile: `${project}/service.json`,
    runs: `${project}/runs`,
  };
}

/** Text of `serviceFile`; null when it is not whole. Without a pid, as before the first start, that is 0. */
export function parseServiceFile(text: string): ServiceFile | null {
  try {
    const file = JSON.parse(text) as Partial<ServiceFile> | null;
    if (typeof file !== 'object' || file === null) return null;
    const { port, token, secret } = file;
    const isWhole = typeof port === 'number' && typeof token === 'string' && typeof secret === 'string';
    return isWhole ? { pid: 0, version: '', ...file, port, token, secret } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Log of the project's service; older parts are `.1`, `.2` and so on. */
export const serviceLogFile = (paths: PrivatePaths): string => `${paths.project}/service.log`;

/** Folder of the routers' files of a project. */
export const routersFolder = (paths: PrivatePaths): string => `${paths.project}/routers`;
/** Tokens, port and process of a deployment's router. */
export const routerFile = (paths: PrivatePaths, deployment: string): string =>
  `${routersFolder(paths)}/${deployment}.json`;
/** One header line with the predict token, as `curl -H @FILE` reads it; mode 0600. */
export const predictHeaderFile = (paths: PrivatePaths, deployment: string): string =>
  `${routersFolder(paths)}/${deployment}.header`;
export const routerLogFile = (paths: PrivatePaths, deployment: string): string =>
  `${routersFolder(paths)}/${deployment}.log`;

/** Null when it is not whole. */
export function parseRouterFile(text: string): RouterFile | null {
  try {
    const file = JSON.parse(text) as Partial<RouterFile> | null;
    if (typeof file !== 'object' || file === null) return null;
    const { token, predictToken, port } = file;
    const isWhole = typeof token === 'string' && typeof predictToken === 'string' && typeof port === 'number';
    return isWhole ? { pid: 0, startedAt: null, entry: '', version: '', ...file, token, predictToken, port } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const trimEnd = (path: string): string => path.replace(/[\\/]+$/, '');
