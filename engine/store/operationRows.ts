// Operations of the service's API as rows: the same client-made key twice is the same operation, over restarts too.
import type { Millis, OperationId } from '../domain/ids.ts';
import type { SqlDatabase, SqlRow } from '../ports.ts';
import type { StoreProblem } from './openStateDatabase.ts';

export interface StoredOperation {
  readonly id: OperationId;
  /** The client's idempotency key. */
  readonly key: string;
  readonly kind: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Id of what it makes. */
  readonly subject: string | null;
  readonly trouble: StoreProblem | null;
  readonly result: Readonly<Record<string, string | number>> | null;
  readonly createdAt: Millis;
  readonly endedAt: Millis | null;
}

/** Inserts or replaces by id; returns the operation that holds the key already, if another does. */
export function saveOperation(database: SqlDatabase, operation: StoredOperation): StoredOperation {
  return database.transaction(() => {
    const holder = operationBy(database, 'key', operation.key);
    if (holder && holder.id !== operation.id) return holder;
    database
      .prepare(
        'INSERT OR REPLACE INTO operations (id, key, kind, state, subject, trouble, result, created_at, ended_at) VALUES (?,?,?,?,?,?,?,?,?)',
      )
      .run(
        operation.id,
        operation.key,
        operation.kind,
        operation.state,
        operation.subject,
        operation.trouble && JSON.stringify(operation.trouble),
        operation.result && JSON.stringify(operation.result),
        operation.createdAt,
        operation.endedAt,
      );
    return operation;
  });
}

export function operationBy(database: SqlDatabase, column: 'id' | 'key', value: string): StoredOperation | null {
  const row = database.prepare(`SELECT * FROM operations WHERE ${column} = ?`).get(value);
  return row ? readOperation(row) : null;
}

/** Newest first. */
export const listOperations = (database: SqlDatabase, limit: number): readonly StoredOperation[] =>
  database
    .prepare('SELECT * FROM operations ORDER BY created_at DESC, rowid DESC LIMIT ?')
    .all(limit)
    .map(readOperation);

const readOperation = (row: SqlRow): StoredOperation => ({
  id: String(row.id),
  key: String(row.key),
  kind: String(row.kind),
  state: String(row.state) as StoredOperation['state'],
  subject: row.subject === null ? null : String(row.subject),
  trouble: row.trouble === null ? null : (JSON.parse(String(row.trouble)) as StoreProblem),
  result: row.result === null ? null : (JSON.parse(String(row.result)) as StoredOperation['result']),
  createdAt: Number(row.created_at),
  endedAt: row.ended_at === null ? null : Number(row.ended_at),
});
