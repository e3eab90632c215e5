// Numbers events, keeps the last ones, and feeds every listener from where it stopped.
import type { ServiceEvent, ServiceEventBody } from '../protocol/events.ts';

export interface EventHub {
  /** Number of the last event. */
  readonly seq: number;
  readonly listeners: number;
  publish(event: ServiceEventBody): void;
  /** Calls back for every event after `after`, kept ones at once; the first is `reset` when some are gone. */
  listen(after: number, take: (event: ServiceEvent) => void): { stop(): void };
}

/** Far more than one service ever sends. */
const roomPerService = 1_000_000_000;

/** Where numbers begin: at a thousand times the clock, and above those of the service before even if the clock went back. */
export const nextSeqBase = (last = 0, now = Date.now()): number => Math.max(now * 1_000, last + roomPerService);

export function createEventHub({ first = nextSeqBase(), keep = 1_000 } = {}): EventHub {
  let seq = first;
  const kept: ServiceEvent[] = [];
  const takers = new Set<(event: ServiceEvent) => void>();
  return {
    get seq() {
      return seq;
    },
    get listeners() {
      return takers.size;
    },
    publish(body) {
      seq += 1;
      const event = { ...body, seq } as ServiceEvent;
      kept.push(event);
      if (kept.length > keep) kept.shift();
      for (const take of takers) take(event);
    },
    listen(after, take) {
      const oldest = kept[0]?.seq ?? seq + 1;
      const isWhole = after <= seq && after >= oldest - 1 && after >= first;
      if (isWhole) for (const event of kept) if (event.seq > after) take(event);
      if (!isWhole) take({ type: 'reset', seq });
      takers.add(take);
      return { stop: () => void takers.delete(take) };
    },
  };
}
