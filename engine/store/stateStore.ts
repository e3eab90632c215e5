// The project's own irreplaceable state, `.trainyard/trainyard.db`: pipeline runs, stage runs, locks, operations.
import type { ProjectPath, RunId, StageName, StageRunId } from '../domain/ids.ts';
import type { StageLock } from '../domain/pipeline.ts';
import type { PipelineRun, StageRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import type { ProcessInfo, SqlDatabase } from '../ports.ts';
import { type DeployStore, openDeployStore } from './deployStore.ts';
import {
  type OpenedDatabase,
  type OpenStoreOptions,
  openStateDatabase,
  type StorePorts,
  type StoreProblem,
} from './openStateDatabase.ts';
import { listOperations, operationBy, type StoredOperation, saveOperation } from './operationRows.ts';
import {
  changeRun,
  changeStageRun,
  insertRun,
  type RunChange,
  readRun,
  readStageRun,
  type StageRunChange,
} from './runRows.ts';

export type { RunChange, StageRunChange, StoredOperation, StoreProblem };

export interface RunQuery {
  readonly pipeline?: ProjectPath;
  readonly limit?: number;
  readonly unfinished?: true;
}
/** Synchronous, one per process or worker. Writing to a store that is not writable throws `store-newer` or `untrusted`. */
export interface StateStore {
  info(): { readonly writable: boolean; readonly problem: StoreProblem | null; readonly schema: number };
  /** Writes run and stage runs at once; throws `run-active` while another run of that pipeline is unfinished. `plan` is kept as it is. */
  createRun(run: PipelineRun, plan: string): void;
  pipelineRun(id: RunId): PipelineRun | null;
  /** Newest first. */
  pipelineRuns(query?: RunQuery): readonly PipelineRun[];
  plan(id: RunId): string | null;
  changeRun(id: RunId, change: RunChange): void;
  stageRun(id: StageRunId): StageRun | null;
  changeStageRun(id: StageRunId, change: StageRunChange): void;
  /** The newest run of that stage that was more than skipped or queued. */
  lastStageRun(pipeline: ProjectPath, stage: StageName): StageRun | null;
  /** What the runner has to remember of a stage over its own end. */
  work(id: StageRunId): string | null;
  saveWork(id: StageRunId, work: string): void;
  stageLock(pipeline: ProjectPath, stage: StageName): StageLock | null;
  saveStageLock(pipeline: ProjectPath, stage: StageName, lock: StageLock): void;
  note(runId: RunId, name: string): string | null;
  saveNote(runId: RunId, name: string, value: string): void;
  requestCancel(id: RunId): void;
  isCancelRequested(id: RunId): boolean;
  /** Makes `me` the run's runner unless `isAlive` says the present one still is; false then. */
  takeRun(id: RunId, me: ProcessInfo, isAlive: (runner: ProcessInfo) => boolean): boolean;
  runner(id: RunId): ProcessInfo | null;
  /** Deployments, rollouts, monitors. */
  readonly deployments: DeployStore;
  /** Returns the operation that holds the key: the given one, or an earlier one. */
  saveOperation(operation: StoredOperation): StoredOperation;
  operation(id: string): StoredOperation | null;
  operationByKey(key: string): StoredOperation | null;
  /** Newest first. */
  operations(limit: number): readonly StoredOperation[];
  /** All or nothing. */
  transaction<T>(work: () => T): T;
  /** Moves when another connection wrote. */
  version(): number;
  close(): void;
}

/** Opens or makes the project's state; see `openStateDatabase` for newer and damaged ones. */
export async function openStateStore(ports: StorePorts, options: OpenStoreOptions): Promise<StateStore> {
  const opened = await openStateDatabase(ports, options);
  const { database } = opened;
  const guarded = guardWrites(opened);
  return {
    info: () => ({ writable: opened.writable, problem: opened.problem, schema: opened.schema }),
    ...runPart(database, guarded),
    ...stagePart(database, guarded, ports),
    ...runnerPart(database, guarded),
    deployments: openDeployStore(database, guarded),
    saveOperation: operation => guarded(() => saveOperation(database, operation)),
    operation: id => operationBy(database, 'id', id),
    operationByKey: key => operationBy(database, 'key', key),
    operations: limit => listOperations(database, limit),
    transaction: work => guarded(() => database.transaction(work)),
    version: () => Number(database.prepare('PRAGMA data_version').get()?.data_version ?? 0),
    close: () => database.close(),
  };
}

type Guard = <T>(write: () => T) => T;

function guardWrites(opened: OpenedDatabase): Guard {
  return write => {
    if (opened.writable) return write();
    throw opened.problem?.code === 'store-newer' ? trouble('store-newer', opened.problem.args) : trouble('untrusted');
  };
}

function runPart(
  database: SqlDatabase,
  guarded: Guard,
): Pick<StateStore, 'createRun' | 'pipelineRun' | 'pipelineRuns' | 'plan' | 'changeRun'> {
  return {
    createRun: (run, plan) =>
      guarded(() =>
        database.transaction(() => {
          const active = database
            .prepare("SELECT name FROM pipeline_runs WHERE pipeline = ? AND state IN ('queued', 'running')")
            .get(run.pipeline);
          if (active) throw trouble('run-active', { pipeline: run.pipelineName, run: String(active.name) });
          insertRun(database, run, plan);
        }),
      ),
    pipelineRun(id) {
      const row = database.prepare('SELECT * FROM pipeline_runs WHERE id = ?').get(id);
      return row ? readRun(database, row) : null;
    },
    pipelineRuns({ pipeline, limit = 100, unfinished } = {}) {
      const where = [
        ...(pipeline === undefined ? [] : ['pipeline = ?']),
        ...(unfinished ? ["state IN ('queued', 'running')"] : []),
      ];
      const sql = `SELECT * FROM pipeline_runs WHERE ${where.join(' AND ') || 'TRUE'} ORDER BY created_at DESC, rowid DESC LIMIT ?`;
      return database
        .prepare(sql)
        .all(...(pipeline === undefined ? [] : [pipeline]), limit)
        .map(row => readRun(database, row));
    },
    plan(id) {
      const row = database.prepare('SELECT plan FROM pipeline_runs WHERE id = ?').get(id);
      return row ? String(row.plan) : null;
    },
    changeRun: (id, change) => guarded(() => changeRun(database, id, change)),
  };
}

type StagePart = Pick<
  StateStore,
  'stageRun' | 'changeStageRun' | 'lastStageRun' | 'work' | 'saveWork' | 'stageLock' | 'saveStageLock'
>;

function stagePart(database: SqlDatabase, guarded: Guard, ports: StorePorts): StagePart {
  const text = (sql: string, column: string, ...values: string[]): string | null => {
    const value = database.prepare(sql).get(...values)?.[column];
    return typeof value === 'string' ? value : null;
  };
  return {
    stageRun(id) {
      const row = database.prepare('SELECT * FROM stage_runs WHERE id = ?').get(id);
      return row ? readStageRun(row) : null;
    },
    changeStageRun: (id, change) => guarded(() => changeStageRun(database, id, change)),
    lastStageRun(pipeline, stage) {
      const row = database
        .prepare(
          `SELECT s.* FROM stage_runs s JOIN pipeline_runs r ON r.id = s.run_id
           WHERE s.pipeline = ? AND s.stage = ? AND (s.state NOT IN ('queued', 'skipped') OR r.state IN ('queued', 'running'))
           ORDER BY r.created_at DESC, r.rowid DESC LIMIT 1`,
        )
        .get(pipeline, stage);
      return row ? readStageRun(row) : null;
    },
    work: id => text('SELECT work FROM stage_runs WHERE id = ?', 'work', id),
    saveWork: (id, work) =>
      guarded(() => void database.prepare('UPDATE stage_runs SET work = ? WHERE id = ?').run(work, id)),
    stageLock(pipeline, stage) {
      const lock = text('SELECT lock FROM stage_locks WHERE pipeline = ? AND stage = ?', 'lock', pipeline, stage);
      return lock === null ? null : (JSON.parse(lock) as StageLock);
    },
    saveStageLock: (pipeline, stage, lock) =>
      guarded(
        () =>
          void database
            .prepare('INSERT OR REPLACE INTO stage_locks (pipeline, stage, lock, updated_at) VALUES (?,?,?,?)')
            .run(pipeline, stage, JSON.stringify(lock), ports.clock.now()),
      ),
  };
}

type RunnerPart = Pick<StateStore, 'note' | 'saveNote' | 'requestCancel' | 'isCancelRequested' | 'takeRun' | 'runner'>;

function runnerPart(database: SqlDatabase, guarded: Guard): RunnerPart {
  const runner = (id: RunId): ProcessInfo | null => {
    const row = database.prepare('SELECT runner_pid, runner_started_at FROM pipeline_runs WHERE id = ?').get(id);
    if (!row || row.runner_pid === null) return null;
    return {
      pid: Number(row.runner_pid),
      startedAt: row.runner_started_at === null ? null : Number(row.runner_started_at),
    };
  };
  return {
    note(runId, name) {
      const row = database.prepare('SELECT value FROM run_notes WHERE run_id = ? AND name = ?').get(runId, name);
      return row ? String(row.value) : null;
    },
    saveNote: (runId, name, value) =>
      guarded(
        () =>
          void database
            .prepare('INSERT OR REPLACE INTO run_notes (run_id, name, value) VALUES (?,?,?)')
            .run(runId, name, value),
      ),
    requestCancel: id =>
      guarded(() => void database.prepare('UPDATE pipeline_runs SET cancel_requested = 1 WHERE id = ?').run(id)),
    isCancelRequested: id =>
      database.prepare('SELECT cancel_requested FROM pipeline_runs WHERE id = ?').get(id)?.cancel_requested === 1,
    takeRun: (id, me, isAlive) =>
      guarded(() =>
        database.transaction(() => {
          const present = runner(id);
          if (present && present.pid !== me.pid && isAlive(present)) return false;
          database
            .prepare('UPDATE pipeline_runs SET runner_pid = ?, runner_started_at = ? WHERE id = ?')
            .run(me.pid, me.startedAt, id);
          return true;
        }),
      ),
    runner,
  };
}
