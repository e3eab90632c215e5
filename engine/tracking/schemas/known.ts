// The revisions at which a new database can be made, newest first.
import { mlflow39 } from './mlflow39.ts';
import { mlflow222 } from './mlflow222.ts';
import { mlflow317 } from './mlflow317.ts';
import type { MlflowSchema } from './schema.ts';

const known: readonly MlflowSchema[] = [mlflow317, mlflow39, mlflow222];

/**
 * The schema for the MLflow that will open the database: exactly its own where we have it, since MLflow opens no other;
 * the newest when none is known.
 */
export function schemaFor(version: string | null): MlflowSchema {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (major === 2 && minor >= 18) return mlflow222;
  if (major === 3 && minor === 9) return mlflow39;
  return known[0] ?? mlflow317;
}
