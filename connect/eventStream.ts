// Reads the service's event stream and takes it up again where it broke off, with growing pauses.
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { eventFrame, type ServiceEvent } from '../protocol/events.ts';
import { LineError } from './callService.ts';
import { ServiceError } from './serviceError.ts';

export interface EventSource {
  /** Opens `GET /v1/events?after=`; throws `LineError` when nobody answers. */
  open(after: number, signal: AbortSignal): Promise<IncomingMessage>;
  /** Looks for the service again, or starts one; throws when that is of no use. */
  reattach(failures: number): Promise<void>;
}

/** The service is silent for at most 15 s. */
const silenceMs = 45_000;
const pauses = [50, 200, 500, 1_000, 2_000];
const patienceMs = 60_000;

/**
 * Events after `after`; ends at the signal and after `stopping` for any reason but a hand-over.
 * Throws when the service cannot be reached for a minute, or says no.
 */
export async function* followEvents(
  source: EventSource,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<ServiceEvent, void, undefined> {
  let seq = after;
  let failures = 0;
  let lostAt: number | null = null;
  while (!signal.aborted) {
    const line = new AbortController();
    const end = (): void => line.abort();
    signal.addEventListener('abort', end, { once: true });
    try {
      for await (const event of readEvents(await source.open(seq, line.signal), line)) {
        failures = 0;
        lostAt = null;
        seq = event.seq;
        yield event;
        if (event.type === 'stopping' && event.reason !== 'hand-over') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isLoss(error)) throw error;
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
    lostAt ??= performance.now();
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0;
    await wait(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    failures += 1;
    await reattach(source, failures, performance.now() - lostAt > patienceMs);
  }
}

async function reattach(source: EventSource, failures: number, isLastTry: boolean): Promise<void> {
  try {
    await source.reattach(failures);
  } catch (error) {
    if (isLastTry || !isLoss(error)) throw error;
  }
}

const isLoss = (error: unknown): boolean =>
  error instanceof LineError || (error instanceof ServiceError && error.code === 'service-unreachable');

/** Ends when the line ends; a line that is silent for too long counts as broken. */
async function* readEvents(
  answer: IncomingMessage,
  line: AbortController,
): AsyncGenerator<ServiceEvent, void, undefined> {
  let silence = setTimeout(() => line.abort(), silenceMs);
  let rest = '';
  try {
    answer.setEncoding('utf8');
    for await (const text of answer) {
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), silenceMs);
      const blocks = (rest + String(text)).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = readEvent(block);
        if (event !== null) yield event;
      }
    }
  } catch (error) {
    throw new LineError('the event stream broke', { cause: error });
  } finally {
    clearTimeout(silence);
  }
}

/** Null for comments, which are the heartbeat, and for what is no event of ours. */
function readEvent(block: string): ServiceEvent | null {
  const data = block
    .split('\n')
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(5).trimStart())
    .join('\n');
  if (data === '') return null;
  const frame = v.safeParse(eventFrame, JSON.parse(data));
  return frame.success ? (frame.output as ServiceEvent) : null;
}
