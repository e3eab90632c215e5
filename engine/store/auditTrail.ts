// The audit trail, `.trainyard/audit.jsonl`: one line for each thing that changed what people get, each holding the hash of the one before.
import type { AuditEntry, AuditKind, AuditRecord } from '../domain/audit.ts';
import type { ContentHash } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import { type AuditCheck, firstPrevious, isOwnHash, judgeChain, parseLine } from './auditChain.ts';
import { withFileLock } from './fileLock.ts';
import { makeStateFolder } from './openStateDatabase.ts';

export type { AuditCheck };

type AuditPorts = Pick<Ports, 'files' | 'hasher' | 'clock' | 'databases' | 'log'>;
/** A second place for the last hash, such as a tag of the newest MLflow run, so that a cut end is noticed. */
export interface AuditHead {
  /** The newest that was kept; null when there is none. */
  read(): { readonly seq: number; readonly hash: ContentHash } | null;
  save(head: { readonly seq: number; readonly hash: ContentHash }): void;
}
export interface AuditQuery {
  readonly model?: string;
  readonly deployment?: string;
  readonly kinds?: readonly AuditKind[];
  readonly limit?: number;
}
export interface AuditTrail {
  /** Durable when it returns. The same entry again, as after a kill, is the record that is there. */
  append(entry: AuditEntry): Promise<AuditRecord>;
  /** Newest first. */
  list(query?: AuditQuery): Promise<readonly AuditRecord[]>;
  verify(): Promise<AuditCheck>;
}

/** How many of the last records may hold the same entry, after a kill between writing and noting that it was written. */
const recent = 200;

/** Several processes may append at once. `head` is null where runs are not at hand; then cut ends show only if a line is torn. */
export function openAuditTrail(ports: AuditPorts, root: string, head: AuditHead | null): AuditTrail {
  const path = `${root}/.trainyard/audit.jsonl`;
  const read = async (): Promise<string> => (await ports.files.readText(path)) ?? '';
  const records = async (): Promise<readonly AuditRecord[]> => (await read()).split('\n').flatMap(recordsIn);
  const appendLocked = async (entry: AuditEntry): Promise<AuditRecord> => {
    const lines = (await mendEnd(ports, root, path)).split('\n').slice(0, -1);
    const wanted = identity(entry);
    const same = lines
      .slice(-recent)
      .flatMap(recordsIn)
      .find(record => identity(record) === wanted);
    if (same !== undefined) return same;
    const last = lines.flatMap(recordsIn).at(-1);
    const body = { seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? firstPrevious, ...entry };
    const record: AuditRecord = { ...body, hash: ports.hasher.text(JSON.stringify(body)) };
    await ports.files.appendDurably(path, `${JSON.stringify(record)}\n`);
    keepHead(ports, head, record);
    return record;
  };
  return {
    async append(entry) {
      await makeStateFolder(ports.files, root);
      return withFileLock(ports, `${root}/.trainyard/audit.lock`, () => appendLocked(entry));
    },
    async list({ model, deployment, kinds, limit = 500 } = {}) {
      const wanted = (record: AuditRecord): boolean =>
        (model === undefined || record.subject.model === model) &&
        (deployment === undefined || record.subject.deployment === deployment) &&
        (kinds === undefined || kinds.includes(record.kind));
      return (await records()).filter(wanted).toReversed().slice(0, limit);
    },
    verify: async () => judgeChain(await read(), ports.hasher, head?.read() ?? null),
  };
}

const recordsIn = (line: string): readonly AuditRecord[] => {
  const record = parseLine(line);
  return record === null ? [] : [record];
};

/** What makes two entries the same thing told twice. */
const identity = ({ at, kind, who, why, subject }: AuditEntry): string =>
  JSON.stringify([at, kind, who.kind, who.name, why, Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1))]);

function keepHead({ log }: AuditPorts, head: AuditHead | null, { seq, hash }: AuditRecord): void {
  try {
    head?.save({ seq, hash });
  } catch (error) {
    log.write('warn', 'the head of the audit trail was not kept beside the runs', { reason: String(error) });
  }
}

/**
 * A process that died while it wrote leaves a line without its end: whole ones get it, torn ones are set aside in a file
 * of their own, so that the next line is one. Returns the text, which ends in a line break unless it is empty.
 */
async function mendEnd({ files, hasher, clock, log }: AuditPorts, root: string, path: string): Promise<string> {
  const text = (await files.readText(path)) ?? '';
  if (text === '' || text.endsWith('\n')) return text;
  const cut = text.lastIndexOf('\n') + 1;
  const record = parseLine(text.slice(cut));
  if (record !== null && isOwnHash(record, hasher)) {
    await files.appendDurably(path, '\n');
    return `${text}\n`;
  }
  const aside = `.trainyard/audit.torn-${clock.now()}.txt`;
  await files.writeAtomic(`${root}/${aside}`, text.slice(cut));
  await files.writeAtomic(path, text.slice(0, cut));
  log.write('warn', 'the last line of the audit trail was torn and set aside', { file: aside });
  return text.slice(0, cut);
}
