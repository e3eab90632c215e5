// What one release of MLflow expects in a database: a revision and the statements that make its tables.

export interface MlflowSchema {
  /** First release with this revision, `major.minor`. */
  readonly mlflow: string;
  /** Head revision in `alembic_version`; MLflow opens a database only at exactly its own. */
  readonly revision: string;
  /** Statements separated by semicolons; the default experiment and the revision row are added by whoever runs them. */
  readonly sql: string;
}
