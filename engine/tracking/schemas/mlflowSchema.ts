// What MLflow's database looks like at the head of one release.
export interface MlflowSchema {
  /** Major and minor of the first release known to have this head. */
  readonly version: readonly [number, number];
  /** The one row of `alembic_version`; MLflow opens a database at its own head only. */
  readonly revision: string;
  /** Statements that make the empty tables and indices. */
  readonly sql: string;
}
