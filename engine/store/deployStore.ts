// Deployments, their rollouts, what the judge and the monitors found, and effects that are still to be carried out.
import type { Deployment, DeploymentId, Measurement, Rollout, RolloutId, RouterPlan } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { BackendKind } from '../domain/modelPackage.ts';
import type { Alert, MonitorSpec, Retrain, SignalResult } from '../domain/monitor.ts';
import type { SqlDatabase, SqlRow } from '../ports.ts';

/** Where the package of a version lies and what runs it: kept, so that it can be started again without the registry. */
export interface PackagePlace {
  readonly folder: string;
  readonly backend: BackendKind;
  readonly python: string | null;
}
/** What is kept of a deployment; what its router says and whether that is right is seen anew each time. */
export interface StoredDeployment
  extends Pick<
    Deployment,
    'id' | 'pipeline' | 'pipelineName' | 'target' | 'model' | 'createdAt' | 'spec' | 'stable' | 'previous'
  > {
  readonly wanted: 'running' | 'stopped' | 'removed';
  readonly port: number | null;
  /** What was last asked of the router. */
  readonly plan: RouterPlan | null;
  /** By version number. */
  readonly packages: Readonly<Record<string, PackagePlace>>;
  readonly monitor: MonitorSpec | null;
  /** Whether a promotion here makes a version the champion: not on targets that others wait for. */
  readonly movesChampion: boolean;
  /** Times at which the router had to be started again, newest last. */
  readonly restarts: readonly Millis[];
  /** State and trouble as last seen. */
  readonly state: Deployment['state'];
  readonly failure: Deployment['failure'];
}
/** A rollout with what the controller has to remember of it; `work` is the controller's own. */
export interface StoredRollout {
  readonly rollout: Rollout;
  readonly work: string;
}
/** Something outside this database that has to happen once; kept until it has. */
export interface StoredEffect {
  readonly id: number;
  readonly deployment: DeploymentId;
  readonly doc: string;
}
export interface MonitorState {
  readonly lastLook: Millis | null;
  readonly coolingUntil: Millis | null;
}

/** Synchronous. Writing to a store that is not writable throws `store-newer` or `untrusted`. */
export interface DeployStore {
  /** Oldest first. */
  deployments(): readonly StoredDeployment[];
  deployment(id: DeploymentId): StoredDeployment | null;
  /** Inserts or replaces; pipeline and target are unique together. */
  saveDeployment(deployment: StoredDeployment): void;
  /** With its rollouts, measurements, results and alerts. */
  removeDeployment(id: DeploymentId): void;
  /** Inserts or replaces. A second unfinished rollout of a deployment is refused by the database. */
  saveRollout(rollout: StoredRollout): void;
  rollout(id: RolloutId): StoredRollout | null;
  /** The running or last one. */
  lastRollout(deployment: DeploymentId): StoredRollout | null;
  /** Newest first. */
  rollouts(deployment: DeploymentId, limit?: number): readonly Rollout[];
  saveMeasurement(rollout: RolloutId, measurement: Measurement): void;
  /** The newest `limit`, oldest first. */
  measurements(rollout: RolloutId, limit?: number): readonly Measurement[];
  addEffect(deployment: DeploymentId, doc: string): void;
  /** In the order in which they were added. */
  effects(): readonly StoredEffect[];
  removeEffect(id: number): void;
  monitorState(deployment: DeploymentId): MonitorState;
  saveMonitorState(deployment: DeploymentId, state: MonitorState): void;
  /** Keeps the newest 1,000 of each signal. */
  saveSignalResults(results: readonly SignalResult[]): void;
  /** The newest of each signal. */
  lastSignalResults(deployment: DeploymentId): readonly SignalResult[];
  /** Newest first. */
  signalResults(deployment: DeploymentId, signal: string, limit: number): readonly SignalResult[];
  saveAlert(alert: Alert): void;
  alert(id: string): Alert | null;
  /** Open ones and the newest `limit` ended ones, newest first. */
  alerts(deployment: DeploymentId, limit?: number): readonly Alert[];
  saveRetrain(retrain: Retrain): void;
  retrain(id: string): Retrain | null;
  /** Newest first; `unfinished`: those alone that are neither done nor stopped. */
  retrains(query?: { readonly deployment?: DeploymentId; readonly unfinished?: true }): readonly Retrain[];
  /** All or nothing. */
  transaction<T>(work: () => T): T;
}

type Guard = <T>(write: () => T) => T;
const doc = <T>(row: SqlRow): T => JSON.parse(String(row.doc)) as T;

/** `guarded` refuses writing where the database may not be written. */
export function openDeployStore(database: SqlDatabase, guarded: Guard): DeployStore {
  const all = <T>(sql: string, ...values: (string | number)[]): readonly T[] =>
    database
      .prepare(sql)
      .all(...values)
      .map(row => doc<T>(row));
  const one = <T>(sql: string, ...values: (string | number)[]): T | null => {
    const row = database.prepare(sql).get(...values);
    return row === undefined ? null : doc<T>(row);
  };
  const write = (sql: string, ...values: (string | number | null)[]): void =>
    guarded(() => void database.prepare(sql).run(...values));
  const sql: Sql = { database, all, one, write, guarded };
  return {
    ...deploymentPart(sql),
    ...rolloutPart(sql),
    ...monitorPart(sql),
    ...alertPart(sql),
    transaction: work => guarded(() => database.transaction(work)),
  };
}

interface Sql {
  readonly database: SqlDatabase;
  readonly guarded: Guard;
  all<T>(sql: string, ...values: (string | number)[]): readonly T[];
  one<T>(sql: string, ...values: (string | number)[]): T | null;
  write(sql: string, ...values: (string | number | null)[]): void;
}

type DeploymentPart = Pick<
  DeployStore,
  'deployments' | 'deployment' | 'saveDeployment' | 'removeDeployment' | 'addEffect' | 'effects' | 'removeEffect'
>;
function deploymentPart({ database, all, one, write }: Sql): DeploymentPart {
  return {
    deployments: () => all('SELECT doc FROM deployments ORDER BY created_at, rowid'),
    deployment: id => one('SELECT doc FROM deployments WHERE id = ?', id),
    saveDeployment: deployment =>
      write(
        `INSERT INTO deployments (id, pipeline, target, created_at, doc) VALUES (?,?,?,?,?)
         ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`,
        deployment.id,
        deployment.pipeline,
        deployment.target,
        deployment.createdAt,
        JSON.stringify(deployment),
      ),
    removeDeployment: id => write('DELETE FROM deployments WHERE id = ?', id),
    addEffect: (deployment, text) => write('INSERT INTO effects (deployment, doc) VALUES (?,?)', deployment, text),
    effects: () =>
      database
        .prepare('SELECT * FROM effects ORDER BY id')
        .all()
        .map(row => ({ id: Number(row.id), deployment: String(row.deployment), doc: String(row.doc) })),
    removeEffect: id => write('DELETE FROM effects WHERE id = ?', id),
  };
}

type RolloutPart = Pick<
  DeployStore,
  'saveRollout' | 'rollout' | 'lastRollout' | 'rollouts' | 'saveMeasurement' | 'measurements'
>;
function rolloutPart({ database, all, write }: Sql): RolloutPart {
  const stored = (row: SqlRow | undefined): StoredRollout | null =>
    row === undefined ? null : { rollout: doc<Rollout>(row), work: String(row.work) };
  return {
    saveRollout: ({ rollout, work }) =>
      write(
        `INSERT INTO rollouts (id, deployment, state, started_at, doc, work) VALUES (?,?,?,?,?,?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, doc = excluded.doc, work = excluded.work`,
        rollout.id,
        rollout.deployment,
        rollout.state,
        rollout.startedAt,
        JSON.stringify(rollout),
        work,
      ),
    rollout: id => stored(database.prepare('SELECT * FROM rollouts WHERE id = ?').get(id)),
    lastRollout: deployment =>
      stored(
        database
          .prepare('SELECT * FROM rollouts WHERE deployment = ? ORDER BY started_at DESC, rowid DESC LIMIT 1')
          .get(deployment),
      ),
    rollouts: (deployment, limit = 50) =>
      all(
        'SELECT doc FROM rollouts WHERE deployment = ? ORDER BY started_at DESC, rowid DESC LIMIT ?',
        deployment,
        limit,
      ),
    saveMeasurement: (rollout, measurement) =>
      write(
        'INSERT INTO measurements (rollout, at, doc) VALUES (?,?,?)',
        rollout,
        measurement.at,
        JSON.stringify(measurement),
      ),
    measurements: (rollout, limit = 500) =>
      all<Measurement>(
        'SELECT doc FROM measurements WHERE rollout = ? ORDER BY at DESC, rowid DESC LIMIT ?',
        rollout,
        limit,
      ).toReversed(),
  };
}

type MonitorPart = Pick<
  DeployStore,
  'monitorState' | 'saveMonitorState' | 'saveSignalResults' | 'lastSignalResults' | 'signalResults'
>;
const keptResults = 1_000;
function monitorPart({ database, all, write, guarded }: Sql): MonitorPart {
  const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
  return {
    monitorState(deployment) {
      const row = database.prepare('SELECT * FROM monitors WHERE deployment = ?').get(deployment);
      return { lastLook: number(row?.last_look), coolingUntil: number(row?.cooling_until) };
    },
    saveMonitorState: (deployment, { lastLook, coolingUntil }) =>
      write(
        'INSERT OR REPLACE INTO monitors (deployment, last_look, cooling_until) VALUES (?,?,?)',
        deployment,
        lastLook,
        coolingUntil,
      ),
    saveSignalResults: results =>
      guarded(() =>
        database.transaction(() => {
          for (const result of results) saveResult(database, result);
        }),
      ),
    lastSignalResults: deployment =>
      all(
        `SELECT doc FROM signal_results WHERE rowid IN
           (SELECT max(rowid) FROM signal_results WHERE deployment = ? GROUP BY signal)`,
        deployment,
      ),
    signalResults: (deployment, signal, limit) =>
      all(
        'SELECT doc FROM signal_results WHERE deployment = ? AND signal = ? ORDER BY at DESC, rowid DESC LIMIT ?',
        deployment,
        signal,
        limit,
      ),
  };
}

function saveResult(database: SqlDatabase, result: SignalResult): void {
  const { deployment, signal, at } = result;
  database
    .prepare('INSERT INTO signal_results (deployment, signal, at, doc) VALUES (?,?,?,?)')
    .run(deployment, signal, at, JSON.stringify(result));
  database
    .prepare(
      `DELETE FROM signal_results WHERE deployment = ? AND signal = ? AND at < (SELECT at FROM signal_results
       WHERE deployment = ? AND signal = ? ORDER BY at DESC LIMIT 1 OFFSET ${keptResults})`,
    )
    .run(deployment, signal, deployment, signal);
}

type AlertPart = Pick<DeployStore, 'saveAlert' | 'alert' | 'alerts' | 'saveRetrain' | 'retrain' | 'retrains'>;
function alertPart({ all, one, write }: Sql): AlertPart {
  return {
    saveAlert: alert =>
      write(
        'INSERT OR REPLACE INTO alerts (id, deployment, signal, at, ended_at, doc) VALUES (?,?,?,?,?,?)',
        alert.id,
        alert.deployment,
        alert.signal,
        alert.at,
        alert.endedAt,
        JSON.stringify(alert),
      ),
    alert: id => one('SELECT doc FROM alerts WHERE id = ?', id),
    alerts: (deployment, limit = 50) =>
      all(
        `SELECT doc FROM alerts WHERE deployment = ? AND (ended_at IS NULL OR id IN
           (SELECT id FROM alerts WHERE deployment = ? AND ended_at IS NOT NULL ORDER BY at DESC LIMIT ?))
         ORDER BY at DESC, rowid DESC`,
        deployment,
        deployment,
        limit,
      ),
    saveRetrain: retrain =>
      write(
        'INSERT OR REPLACE INTO retrains (id, deployment, state, started_at, doc) VALUES (?,?,?,?,?)',
        retrain.id,
        retrain.deployment,
        retrain.state,
        retrain.startedAt,
        JSON.stringify(retrain),
      ),
    retrain: id => one('SELECT doc FROM retrains WHERE id = ?', id),
    retrains: ({ deployment, unfinished } = {}) =>
      all<Retrain>('SELECT doc FROM retrains ORDER BY started_at DESC, rowid DESC').filter(
        retrain =>
          (deployment === undefined || retrain.deployment === deployment) &&
          (unfinished === undefined || !['done', 'stopped'].includes(retrain.state)),
      ),
  };
}
