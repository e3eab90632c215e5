// One project of the window: its link to the service, the newest snapshot, and its events; old data stay while the link is away.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../connect/connection.ts';
import type { Snapshot } from '../protocol/api.ts';
import type { ServiceEvent } from '../protocol/events.ts';
import { applyEvent, type Refetch } from './applyEvent.ts';
import { connectToService, handOver, serviceLog } from './connectToService.ts';
import { asTrouble, problemText } from './problems.ts';

export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'lost'; readonly message: string /** Not tried again by itself. */; readonly isFinal: boolean };
export type ProjectChange = 'link' | 'pipelines' | 'experiments';

export interface Project extends vscode.Disposable {
  /** Real path. */
  readonly root: string;
  readonly name: string;
  readonly link: Link;
  readonly snapshot: Snapshot | null;
  readonly onDidChange: vscode.Event<ProjectChange>;
  readonly onEvent: vscode.Event<ServiceEvent>;
  /** The service's answers; starts the service when there is none. Throws troubles. */
  connection(): Promise<Connection>;
  /** The service's own log, once it is known. */
  readonly logFile: string | null;
  /** Ends the link and makes it anew. */
  reconnect(): Promise<void>;
  /** Ends the service too; runs go on and are adopted by the new one. */
  restart(): Promise<void>;
  /** Asks for everything again. */
  refresh(): Promise<void>;
  uri(path: string): vscode.Uri;
}

interface ProjectOptions {
  readonly root: string;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

/** Codes after which trying again by itself would not help. */
const finalCodes = new Set(['service-crashing', 'service-version', 'runtime-missing', 'store-locked', 'store-corrupt']);
const pauses = [300, 1000, 2000, 5000, 10_000];
const refetchDelay = 200;

export function openProject({ root, context, log }: ProjectOptions): Project {
  const changed = new vscode.EventEmitter<ProjectChange>();
  const events = new vscode.EventEmitter<ServiceEvent>();
  let link: Link = { state: 'connecting' };
  let snapshot: Snapshot | null = null;
  let current: Promise<Connection> | null = null;
  let stopping = new AbortController();
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  const pending = new Set<Refetch>();
  let refetching: NodeJS.Timeout | undefined;

  const setLink = (next: Link) => {
    const isNews = next.state !== link.state || next.state === 'lost';
    link = next;
    if (isNews) changed.fire('link');
  };

  const connection = (): Promise<Connection> => {
    current ??= connectToService({ root, context, log }).catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  };

  const lose = (error: unknown, signal: AbortSignal) => {
    if (signal.aborted) return;
    void current?.then(
      old => old.dispose(),
      () => undefined,
    );
    current = null;
    const isFinal = finalCodes.has(asTrouble(error)?.code ?? '');
    const message = problemText(error);
    log.warn(`${root}: ${message}`);
    setLink({ state: 'lost', message, isFinal });
    if (isFinal) return;
    retry = setTimeout(() => void follow(stopping.signal), pauses[Math.min(failures, pauses.length - 1)]);
    failures += 1;
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    try {
      const service = await connection();
      if (signal.aborted) return;
      let seq = await takeSnapshot(service);
      setLink({ state: 'live' });
      failures = 0;
      for await (const event of service.events(seq, signal)) {
        if (signal.aborted) return;
        if (event.type === 'reset') await takeSnapshot(service);
        else receive(event);
        seq = event.seq;
      }
      if (!signal.aborted)
        lose({ code: 'service-unreachable', args: { reason: vscode.l10n.t('it ended'), log: 'service.log' } }, signal);
    } catch (error) {
      lose(error, signal);
    }
  };

  const takeSnapshot = async (service: Connection): Promise<number> => {
    const taken = await service.snapshot();
    snapshot = taken;
    changed.fire('pipelines');
    changed.fire('experiments');
    return taken.seq;
  };

  const receive = (event: ServiceEvent) => {
    if (snapshot !== null) {
      const applied = applyEvent(snapshot, event);
      snapshot = applied.snapshot;
      if (applied.changed) changed.fire('pipelines');
      for (const part of applied.refetch) pending.add(part);
      if (pending.size > 0) refetching ??= setTimeout(() => void refetch(), refetchDelay);
    }
    events.fire(event);
  };

  const refetch = async (): Promise<void> => {
    const parts = new Set(pending);
    pending.clear();
    try {
      const service = await connection();
      const [pipelines, experiments] = await Promise.all([
        parts.has('pipelines') ? service.pipelines() : null,
        parts.has('experiments') ? service.experiments() : null,
      ]);
      if (snapshot !== null)
        snapshot = { ...snapshot, ...(pipelines && { pipelines }), ...(experiments && { experiments }) };
      if (pipelines !== null) changed.fire('pipelines');
      if (experiments !== null) changed.fire('experiments');
    } catch (error) {
      log.debug(`${root}: ${problemText(error)}`);
    } finally {
      refetching = pending.size > 0 ? setTimeout(() => void refetch(), refetchDelay) : undefined;
    }
  };

  const reconnect = async (): Promise<void> => {
    stopping.abort();
    clearTimeout(retry);
    stopping = new AbortController();
    const old = current;
    current = null;
    failures = 0;
    await old?.then(
      connected => connected.dispose(),
      () => undefined,
    );
    setLink({ state: 'connecting' });
    void follow(stopping.signal);
    await connection();
  };

  void follow(stopping.signal);
  return {
    root,
    name: basename(root),
    get link() {
      return link;
    },
    get snapshot() {
      return snapshot;
    },
    onDidChange: changed.event,
    onEvent: events.event,
    connection,
    get logFile() {
      return serviceLog(root);
    },
    reconnect,
    async restart() {
      await handOver(root).catch((error: unknown) => log.debug(problemText(error)));
      await reconnect();
    },
    async refresh() {
      if (link.state === 'live') await takeSnapshot(await connection());
      else await reconnect();
    },
    uri: path => vscode.Uri.joinPath(vscode.Uri.file(root), path),
    dispose() {
      stopping.abort();
      clearTimeout(retry);
      clearTimeout(refetching);
      void current?.then(
        connected => connected.dispose(),
        () => undefined,
      );
      changed.dispose();
      events.dispose();
    },
  };
}
