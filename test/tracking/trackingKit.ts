// A project folder with a tracking store, and calls of MLflow's API against it.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodePorts } from '../../engine/node/ports.ts';
import type { Caller } from '../../engine/tracking/mlflow/family.ts';
import { handleMlflow } from '../../engine/tracking/mlflow/handleMlflow.ts';
import { type OpenTrackingOptions, openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';

const ports = nodePorts({ log: { write: () => {} } });

export interface TrackingProject {
  readonly root: string;
  open(options?: Partial<Pick<OpenTrackingOptions, 'access' | 'mlflowVersion'>>): Promise<TrackingStore>;
  write(path: string, text: string): void;
  /** Names in the root, sorted. */
  files(): readonly string[];
  remove(): void;
}

export function trackingProject(): TrackingProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-tracking-')));
  const stores: TrackingStore[] = [];
  return {
    root,
    async open(options = {}) {
      const store = await openTrackingStore({ ports, root, access: 'write', ...options });
      stores.push(store);
      return store;
    },
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    files: () => readdirSync(root).sort(),
    remove() {
      for (const store of stores) store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export const runId = (letter: string): string => letter.repeat(32);

/** An experiment «demo» with one run of that id. */
export function addRun(
  store: TrackingStore,
  id: string,
  more: { readonly name?: string; readonly startedAt?: number } = {},
) {
  const { id: experimentId } = store.ensureExperiment('demo');
  return store.createRun({ id, experimentId, name: 'brave-newt', userId: 'ada', startedAt: 1000, tags: {}, ...more });
}

export interface CallResult {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
  readonly body: any;
  readonly text: string;
}
/** `call(store, 'POST runs/create', {...})`; a body that is text is sent as it is. */
export async function call(
  store: TrackingStore,
  route: string,
  values: Record<string, unknown> | string = {},
  caller: Caller = { stageRunId: null },
): Promise<CallResult> {
  const [method = 'GET', name = ''] = route.split(' ');
  const isGet = method === 'GET';
  const answer = await handleMlflow(store, {
    method,
    path: name.startsWith('/') ? name : `/api/2.0/mlflow/${name}`,
    query:
      isGet && typeof values !== 'string' ? Object.entries(values).map(([key, value]) => [key, String(value)]) : [],
    body: new TextEncoder().encode(isGet ? '' : typeof values === 'string' ? values : JSON.stringify(values)),
    contentType: 'application/json',
    caller,
  });
  const text = typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body);
  return { status: answer.status, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
