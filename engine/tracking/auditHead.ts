// The head of the audit trail as a tag of the newest run: whoever cuts the trail short would have to change the runs too.
import type { ContentHash } from '../domain/ids.ts';
import type { TrackingStore } from './trackingStore.ts';

const tag = 'trainyard.audit_head';
/** Runs may have come since the last record. */
const lookedAt = 200;

interface Head {
  readonly seq: number;
  readonly hash: ContentHash;
}

/** Does nothing while there is no run of ours to hold it. */
export function auditHead(store: TrackingStore): { read(): Head | null; save(head: Head): void } {
  return {
    read() {
      const heads = store.runs({ limit: lookedAt }).flatMap(({ tags }) => parseHead(tags[tag]));
      return heads.reduce<Head | null>((best, head) => (best === null || head.seq > best.seq ? head : best), null);
    },
    save({ seq, hash }) {
      const run = store.runs({ limit: 20 }).find(({ source }) => source === undefined);
      if (run !== undefined && store.info().writable) store.logBatch(run.id, { tags: { [tag]: `${seq} ${hash}` } });
    },
  };
}

function parseHead(text: string | undefined): readonly Head[] {
  const [, seq, hash] = /^(\d+) ([0-9a-f]{64})$/.exec(text ?? '') ?? [];
  return seq === undefined || hash === undefined ? [] : [{ seq: Number(seq), hash }];
}
