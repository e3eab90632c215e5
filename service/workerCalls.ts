// Calls into a worker thread: each by name with arguments, answered with a value or a trouble.
import { Worker } from 'node:worker_threads';
import { type ErrorArgs, type ErrorCode, isTrouble, trouble } from '../engine/errors.ts';
import type { PrivatePaths } from '../protocol/privateFolder.ts';

export type WorkerKind = 'project' | 'tracking' | 'deploy';
export interface WorkerData {
  readonly kind: WorkerKind;
  readonly root: string;
  readonly access: 'write' | 'read';
  /** The program's own file: routers are started from it. */
  readonly entry: string;
  /** Of the project's private folder. */
  readonly paths: PrivatePaths;
}
export interface CallMessage {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}
/** What a worker tells without being asked. */
export interface NewsMessage {
  readonly news: unknown;
}
export type AnswerMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: ErrorCode;
      readonly args: ErrorArgs;
      readonly stack: string;
    };

// biome-ignore lint/suspicious/noExplicitAny: methods differ in their arguments; the mapped type below keeps each one's own.
export type Methods = Readonly<Record<string, (...args: any[]) => unknown>>;
/** The same methods, answered later. */
export type Remote<M extends Methods> = {
  readonly [K in keyof M]: (...args: Parameters<M[K]>) => Promise<Awaited<ReturnType<M[K]>>>;
};

interface Listeners {
  /** Hears of an end that nobody asked for. */
  onDeath(error: Error): void;
  onNews?(news: unknown): void;
}

/** Starts a worker on the service's own entry file. */
export function startWorker<M extends Methods>(
  data: WorkerData,
  { onDeath, onNews }: Listeners,
): { readonly calls: Remote<M>; stop(): Promise<void> } {
  const worker = new Worker(data.entry, { workerData: data });
  const waiting = new Map<number, { done(value: unknown): void; fail(error: Error): void }>();
  let next = 1;
  let isStopping = false;
  worker.on('message', (answer: AnswerMessage | NewsMessage) => {
    if ('news' in answer) return onNews?.(answer.news);
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) caller?.done(answer.value);
    else caller?.fail(trouble(answer.code, answer.args, { cause: answer.stack }));
  });
  const die = (error: Error): void => {
    for (const caller of waiting.values())
      caller.fail(trouble('internal', { reason: error.message }, { cause: error }));
    waiting.clear();
    if (!isStopping) onDeath(error);
  };
  worker.on('error', die);
  worker.on('exit', code => die(new Error(`the ${data.kind} worker ended with ${code}`)));
  const call = (method: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((done, fail) => {
      const id = next++;
      waiting.set(id, { done, fail });
      worker.postMessage({ id, method, args } satisfies CallMessage);
    });
  const calls = new Proxy(
    {},
    {
      get: (_, method) =>
        typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => call(method, args) : undefined,
    },
  ) as Remote<M>;
  return {
    calls,
    async stop() {
      isStopping = true;
      await call('close', []).catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** The other side: answers a message with one of the methods. */
export async function answerCall(methods: Methods, message: CallMessage): Promise<AnswerMessage> {
  try {
    const method = methods[message.method];
    if (method === undefined) throw trouble('internal', { reason: `no method ${message.method}` });
    return { id: message.id, ok: true, value: await method(...message.args) };
  } catch (error) {
    const known = isTrouble(error)
      ? error
      : trouble('internal', { reason: error instanceof Error ? error.message : String(error) });
    return {
      id: message.id,
      ok: false,
      code: known.code,
      args: known.args,
      stack: error instanceof Error ? (error.stack ?? '') : '',
    };
  }
}
