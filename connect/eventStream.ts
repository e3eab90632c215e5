// Reads server-sent events, and comes back by itself after a short absence, from the number where it stopped.
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { eventFrame, type ServiceEvent } from '../protocol/events.ts';

/** Longer than the heartbeat: nothing for that long and the connection is dead. */
const silenceMs = 40_000;
const pauses = [100, 300, 1_000, 2_000];

/** `open` asks for the stream after a number. Ends when the signal is aborted; throws what `open` throws after some tries. */
export async function* followEvents(
  after: number,
  signal: AbortSignal,
  open: (after: number, signal: AbortSignal) => Promise<Response>,
): AsyncIterable<ServiceEvent> {
  let seq = after;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const reply = await open(seq, signal);
      if (!reply.ok || reply.body === null) throw new Error(`HTTP ${reply.status}`);
      for await (const event of readEvents(reply.body, signal)) {
        failures = 0;
        seq = event.seq;
        yield event;
        if (event.type === 'stopping') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (failures >= pauses.length) throw error;
    }
    await wait(pauses[Math.min(failures, pauses.length - 1)], undefined, { signal }).catch(() => undefined);
    failures += 1;
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncIterable<ServiceEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (!signal.aborted) {
      const chunk = await withSilence(reader.read());
      if (chunk.done) return;
      text += decoder.decode(chunk.value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = readBlock(block);
        if (event !== null) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Null for heartbeats and for frames that are none of ours. */
function readBlock(block: string): ServiceEvent | null {
  const data = block
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => line.slice(6))
    .join('\n');
  if (data === '') return null;
  const parsed = v.safeParse(eventFrame, JSON.parse(data));
  return parsed.success ? (parsed.output as unknown as ServiceEvent) : null;
}

async function withSilence<T>(read: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no heartbeat')), silenceMs);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
