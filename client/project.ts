// One project of the window: its link to the service, the newest snapshot, and its events; old data stay while the link is away.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../connect/connection.ts';
import { whoAsks } from '../connect/whoAsks.ts';
import { troubleOf } from '../present/troubleOf.ts';
import type { Snapshot } from '../protocol/api.ts';
import type { ServiceEvent } from '../protocol/events.ts';
import { applyEvent, type Refetch } from './applyEvent.ts';
import { atMostEvery } from './atMostEvery.ts';
import { connectToService } from './connectToService.ts';
import { problemText } from './problems.ts';
import { lastLogLines, serviceLogFile } from './serviceLog.ts';
import { withoutSecrets } from './withoutSecrets.ts';

export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** `isFinal`: not tried again by itself. */
  | { readonly state: 'lost'; readonly message: string; readonly isFinal: boolean };
export type ProjectChange = 'link' | 'pipelines' | 'experiments' | 'models' | 'deployments' | 'monitors';

export interface ProjectOptions {
  /** Real path. */
  readonly root: string;
  /** The same folder under the path that the window shows: another one where a link leads to it. */
  readonly folder: string;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

/** Codes after which trying again by itself would not help. */
const finalCodes = new Set(['service-crashing', 'service-version', 'runtime-missing', 'store-locked', 'store-corrupt']);
const pauses = [300, 1000, 2000, 5000, 10_000];
const refetchPace = 250;
const parts = ['pipelines', 'experiments', 'models', 'deployments', 'monitors'] as const satisfies readonly Refetch[];

export class Project implements vscode.Disposable {
  readonly root: string;
  readonly folder: string;
  readonly name: string;
  readonly onDidChange: vscode.Event<ProjectChange>;
  readonly onEvent: vscode.Event<ServiceEvent>;
  #link: Link = { state: 'connecting' };
  #snapshot: Snapshot | null = null;
  #current: Promise<Connection> | null = null;
  #stopping = new AbortController();
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #who: Promise<string> | undefined;
  readonly #options: ProjectOptions;
  readonly #changed = new vscode.EventEmitter<ProjectChange>();
  readonly #events = new vscode.EventEmitter<ServiceEvent>();
  readonly #pending = new Set<Refetch>();
  readonly #refetch = atMostEvery(
    refetchPace,
    () => this.#askAgain(),
    error => this.#options.log.debug(`${this.root}: ${problemText(error)}`),
  );

  /** Connects at once, in the background. */
  constructor(options: ProjectOptions) {
    this.root = options.root;
    this.folder = options.folder;
    this.name = basename(options.root);
    this.onDidChange = this.#changed.event;
    this.onEvent = this.#events.event;
    this.#options = options;
    void this.#follow(this.#stopping.signal);
  }

  get link(): Link {
    return this.#link;
  }
  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }
  /** Whom the audit trail names for what this window asks for. */
  who(): Promise<string> {
    this.#who ??= whoAsks({ cwd: this.root, env: process.env });
    return this.#who;
  }
  uri(path: string): vscode.Uri {
    return vscode.Uri.joinPath(vscode.Uri.file(this.folder), path);
  }

  /** The service's answers; starts the service when there is none. Throws troubles. */
  connection(): Promise<Connection> {
    this.#current ??= connectToService(this.#options).catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** Asks for everything again. */
  async refresh(): Promise<void> {
    if (this.#link.state === 'live') await this.#takeSnapshot(await this.connection());
    else await this.reconnect();
  }

  /** Ends the service too; runs go on and are adopted by the new one. */
  async restart(): Promise<void> {
    const handOver = async () => (await this.#current)?.handOver();
    await handOver().catch((error: unknown) => this.#options.log.debug(problemText(error)));
    await this.reconnect();
  }

  /** Ends the link and makes it anew. */
  async reconnect(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#retry);
    this.#stopping = new AbortController();
    this.#failures = 0;
    this.#letGo();
    this.#setLink({ state: 'connecting' });
    void this.#follow(this.#stopping.signal);
    await this.connection();
  }

  dispose(): void {
    this.#stopping.abort();
    clearTimeout(this.#retry);
    this.#refetch.dispose();
    this.#letGo();
    this.#changed.dispose();
    this.#events.dispose();
  }

  /** Takes a snapshot and follows the events after it until the link is lost. */
  async #follow(signal: AbortSignal): Promise<void> {
    try {
      const service = await this.connection();
      if (signal.aborted) return;
      const seq = await this.#takeSnapshot(service);
      this.#setLink({ state: 'live' });
      this.#failures = 0;
      let stopped: string | null = null;
      for await (const event of service.events(seq, signal)) {
        if (signal.aborted) return;
        stopped = event.type === 'stopping' ? event.reason : null;
        if (event.type === 'reset') await this.#takeSnapshot(service);
        else this.#receive(event);
      }
      this.#ended(stopped, signal);
    } catch (error) {
      this.#lose(error, signal);
    }
  }

  /** Stopped on purpose: it is not started again behind that person's back. Else it is looked for anew. */
  #ended(reason: string | null, signal: AbortSignal): void {
    if (reason !== 'asked') {
      const args = { reason: vscode.l10n.t('it ended'), log: serviceLogFile(this.root) };
      this.#lose({ code: 'service-unreachable', args }, signal);
      return;
    }
    if (signal.aborted) return;
    this.#letGo();
    const message = vscode.l10n.t('The service was stopped. «Trainyard: Restart Service» starts it again.');
    this.#setLink({ state: 'lost', message, isFinal: true });
  }

  #lose(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#letGo();
    const isFinal = finalCodes.has(troubleOf(error)?.code ?? '');
    const message = problemText(error);
    this.#options.log.warn(`${this.root}: ${message}`);
    void this.#tellServiceLog();
    this.#setLink({ state: 'lost', message, isFinal });
    if (isFinal) return;
    const pause = pauses[Math.min(this.#failures, pauses.length - 1)];
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#follow(this.#stopping.signal), pause);
  }

  async #tellServiceLog(): Promise<void> {
    for (const line of await lastLogLines(this.root, 20)) this.#options.log.info(`service: ${withoutSecrets(line)}`);
  }

  #letGo(): void {
    const old = this.#current;
    this.#current = null;
    void old?.then(
      service => service.dispose(),
      () => undefined,
    );
  }

  #setLink(next: Link): void {
    const isNews = next.state !== this.#link.state || next.state === 'lost';
    this.#link = next;
    if (isNews) this.#changed.fire('link');
  }

  async #takeSnapshot(service: Connection): Promise<number> {
    const taken = await service.snapshot();
    this.#snapshot = taken;
    for (const part of parts) this.#changed.fire(part);
    return taken.seq;
  }

  #receive(event: ServiceEvent): void {
    if (this.#snapshot !== null) {
      const { snapshot, changed, refetch } = applyEvent(this.#snapshot, event);
      this.#snapshot = snapshot;
      if (changed) this.#changed.fire('pipelines');
      for (const part of refetch) this.#pending.add(part);
      if (refetch.length > 0) this.#refetch.soon();
    }
    this.#events.fire(event);
  }

  /** Asks for parts of the snapshot now, such as for rates that change without an event. */
  async askNow(...asked: readonly Refetch[]): Promise<void> {
    for (const part of asked) this.#pending.add(part);
    await this.#askAgain();
  }

  async #askAgain(): Promise<void> {
    const asked = new Set(this.#pending);
    this.#pending.clear();
    const service = await this.connection();
    const [pipelines, experiments, models, gates, deployments, monitors] = await Promise.all([
      asked.has('pipelines') ? service.pipelines() : null,
      asked.has('experiments') ? service.experiments() : null,
      asked.has('models') ? service.models() : null,
      asked.has('models') ? service.gates() : null,
      asked.has('deployments') ? service.deployments() : null,
      asked.has('monitors') ? service.monitors() : null,
    ]);
    const before = this.#snapshot;
    if (before === null) return;
    const now: Snapshot = {
      ...before,
      ...(pipelines && { pipelines }),
      ...(experiments && { experiments }),
      ...(models && { models }),
      ...(gates && { gates }),
      ...(deployments && { deployments }),
      ...(monitors && { monitors }),
    };
    this.#snapshot = now;
    if (pipelines !== null) this.#changed.fire('pipelines');
    if (experiments !== null) this.#changed.fire('experiments');
    // Rows that say the same are left alone: a pointer may be on its way to one.
    const isNews = (...keys: readonly (keyof Snapshot)[]): boolean =>
      keys.some(key => JSON.stringify(now[key]) !== JSON.stringify(before[key]));
    if (isNews('models', 'gates')) this.#changed.fire('models');
    if (isNews('deployments')) this.#changed.fire('deployments');
    if (isNews('monitors')) this.#changed.fire('monitors');
  }
}
