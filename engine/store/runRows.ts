// Pipeline runs and stage runs as rows of trainyard.db and back.
import type { PipelineRun, StageRun } from '../domain/run.ts';
import type { SqlDatabase, SqlRow, SqlValue } from '../ports.ts';

export type RunChange = Partial<Pick<PipelineRun, 'state' | 'startedAt' | 'endedAt'>>;
export type StageRunChange = Partial<Omit<StageRun, 'id' | 'runId' | 'stage'>>;

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const parse = <T>(value: SqlValue | undefined): T | null =>
  typeof value === 'string' ? (JSON.parse(value) as T) : null;
const number = (value: SqlValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

const columns: { readonly [K in keyof Required<StageRunChange>]: (value: StageRun[K]) => readonly [string, SqlValue] } =
  {
    state: value => ['state', value],
    attempt: value => ['attempt', value],
    startedAt: value => ['started_at', value],
    endedAt: value => ['ended_at', value],
    exitCode: value => ['exit_code', value],
    reasons: value => ['reasons', json(value)],
    failure: value => ['failure', json(value)],
    progress: value => ['progress', json(value)],
  };

export function insertRun(database: SqlDatabase, run: PipelineRun, plan: string): void {
  database
    .prepare(
      'INSERT INTO pipeline_runs (id, pipeline, pipeline_name, name, state, created_at, started_at, ended_at, git, plan) VALUES (?,?,?,?,?,?,?,?,?,?)',
    )
    .run(
      run.id,
      run.pipeline,
      run.pipelineName,
      run.name,
      run.state,
      run.createdAt,
      run.startedAt,
      run.endedAt,
      json(run.git),
      plan,
    );
  const insert = database.prepare(
    'INSERT INTO stage_runs (id, run_id, pipeline, stage, position, state) VALUES (?,?,?,?,?,?)',
  );
  for (const [position, stage] of run.stages.entries()) {
    insert.run(stage.id, run.id, run.pipeline, stage.stage, position, stage.state);
    changeStageRun(database, stage.id, stage);
  }
}

export function changeRun(database: SqlDatabase, id: string, change: RunChange): void {
  const set: [string, SqlValue][] = [];
  if (change.state !== undefined) set.push(['state', change.state]);
  if (change.startedAt !== undefined) set.push(['started_at', change.startedAt]);
  if (change.endedAt !== undefined) set.push(['ended_at', change.endedAt]);
  update(database, 'pipeline_runs', id, set);
}

export function changeStageRun(database: SqlDatabase, id: string, change: StageRunChange): void {
  const set = (Object.keys(columns) as (keyof StageRunChange)[]).flatMap(key =>
    change[key] === undefined ? [] : [column(key, change)],
  );
  update(database, 'stage_runs', id, set);
}

function column<K extends keyof StageRunChange>(key: K, change: StageRunChange): readonly [string, SqlValue] {
  const make = columns[key] as (value: unknown) => readonly [string, SqlValue];
  return make(change[key]);
}

function update(database: SqlDatabase, table: string, id: string, set: readonly (readonly [string, SqlValue])[]): void {
  if (set.length === 0) return;
  const sql = `UPDATE ${table} SET ${set.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ?`;
  database.prepare(sql).run(...set.map(([, value]) => value), id);
}

export function readRun(database: SqlDatabase, row: SqlRow): PipelineRun {
  const stages = database.prepare('SELECT * FROM stage_runs WHERE run_id = ? ORDER BY position').all(String(row.id));
  return {
    id: String(row.id),
    pipeline: String(row.pipeline),
    pipelineName: String(row.pipeline_name),
    name: String(row.name),
    state: String(row.state) as PipelineRun['state'],
    createdAt: Number(row.created_at),
    startedAt: number(row.started_at),
    endedAt: number(row.ended_at),
    git: parse<PipelineRun['git']>(row.git),
    stages: stages.map(readStageRun),
  };
}

export function readStageRun(row: SqlRow): StageRun {
  return {
    id: String(row.id),
    runId: String(row.run_id),
    stage: String(row.stage),
    state: String(row.state) as StageRun['state'],
    attempt: Number(row.attempt),
    startedAt: number(row.started_at),
    endedAt: number(row.ended_at),
    exitCode: number(row.exit_code),
    reasons: parse<StageRun['reasons']>(row.reasons) ?? [],
    failure: parse<StageRun['failure']>(row.failure),
    progress: parse<StageRun['progress']>(row.progress),
  };
}
