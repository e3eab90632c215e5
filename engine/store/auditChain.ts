// Whether the lines of an audit trail are those that were written: each holds the hash of the one before and its own.
import type { AuditRecord } from '../domain/audit.ts';
import type { ContentHash } from '../domain/ids.ts';
import type { Hasher } from '../ports.ts';

/** What `verify` found. `at`: number of the first record that is not as it was written. */
export type AuditCheck =
  | { readonly state: 'whole'; readonly records: number; readonly head: ContentHash }
  | {
      readonly state: 'broken';
      readonly at: number;
      readonly reason: 'changed' | 'missing' | 'order' | 'truncated' | 'unreadable';
    };
export const firstPrevious: ContentHash = '0'.repeat(64);

/** Null for anything that is not one of our records, such as a torn line. */
export function parseLine(line: string): AuditRecord | null {
  try {
    const found = JSON.parse(line) as Partial<AuditRecord> | null;
    const isRecord =
      typeof found?.seq === 'number' && typeof found.hash === 'string' && typeof found.subject === 'object';
    return isRecord ? (found as AuditRecord) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `hash` is the SHA-256 of the record's JSON without it, keys in the order written. */
export function isOwnHash({ hash, ...body }: AuditRecord, hasher: Hasher): boolean {
  return hasher.text(JSON.stringify(body)) === hash;
}

/** `head`: the newest record that is known from elsewhere. Tells the first place that is not as written. */
export function judgeChain(
  text: string,
  hasher: Hasher,
  head: { readonly seq: number; readonly hash: ContentHash } | null,
): AuditCheck {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  let previous = firstPrevious;
  let kept: ContentHash | null = null;
  for (const [index, line] of lines.entries()) {
    const seq = index + 1;
    const record = parseLine(line);
    if (record === null) return { state: 'broken', at: seq, reason: 'unreadable' };
    if (!isOwnHash(record, hasher) || JSON.stringify(record) !== line)
      return { state: 'broken', at: seq, reason: 'changed' };
    if (record.seq !== seq) return { state: 'broken', at: seq, reason: misplaced(lines, seq) };
    if (record.previous !== previous) return { state: 'broken', at: seq, reason: 'changed' };
    previous = record.hash;
    if (seq === head?.seq) kept = record.hash;
  }
  if (torn) return { state: 'broken', at: lines.length + 1, reason: 'truncated' };
  if (head !== null && lines.length < head.seq) return { state: 'broken', at: lines.length + 1, reason: 'truncated' };
  if (head !== null && kept !== head.hash) return { state: 'broken', at: head.seq, reason: 'changed' };
  return { state: 'whole', records: lines.length, head: previous };
}

const misplaced = (lines: readonly string[], seq: number): 'order' | 'missing' =>
  lines.some(line => parseLine(line)?.seq === seq) ? 'order' : 'missing';
