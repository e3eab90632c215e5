// Heads of MLflow's database that new databases can be made at, and which of them suits an installed MLflow.
import { mlflow2_22 } from './mlflow2_22.ts';
import { mlflow3_9 } from './mlflow3_9.ts';
import { mlflow3_17 } from './mlflow3_17.ts';
import type { MlflowSchema } from './mlflowSchema.ts';

/** Oldest first. */
export const knownSchemas: readonly MlflowSchema[] = [mlflow2_22, mlflow3_9, mlflow3_17];

/**
 * The newest head that is not newer than the installed MLflow: MLflow brings older ones forward by itself, newer ones
 * it refuses. Without a version, or one that is no number, the newest of all.
 */
export function schemaFor(mlflowVersion: string | null | undefined): MlflowSchema {
  const wanted = /^(\d+)\.(\d+)/.exec(mlflowVersion ?? '');
  if (wanted === null) return mlflow3_17;
  const [major, minor] = [Number(wanted[1]), Number(wanted[2])];
  const fitting = knownSchemas.filter(
    ({ version }) => version[0] < major || (version[0] === major && version[1] <= minor),
  );
  return fitting.at(-1) ?? mlflow2_22;
}
