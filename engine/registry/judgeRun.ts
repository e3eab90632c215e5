// What a pipeline's gates say of one of its runs, with baselines looked up in the registry.
import type { GateVerdict } from '../domain/gate.ts';
import type { Millis, RunId } from '../domain/ids.ts';
import type { ModelRegistry } from '../domain/modelVersion.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import { type Baseline, evaluateGates } from './evaluateGates.ts';

/** One verdict for each gate of the pipeline, in file order. A run that tracking does not know has no metrics. */
export function judgeRun(
  registry: ModelRegistry,
  { gates, model }: Pick<Pipeline, 'gates' | 'model'>,
  { runId, now }: { readonly runId: RunId; readonly now: Millis },
): readonly GateVerdict[] {
  const baseline = (alias: string): Baseline | null => {
    const version = model === null ? null : registry.version({ model: model.name, at: alias });
    if (version === null) return null;
    return {
      version: version.version,
      runId: version.runId,
      metrics: version.runId === null ? null : registry.runMetrics(version.runId),
    };
  };
  return evaluateGates({ gates: gates.values(), runId, metrics: registry.runMetrics(runId) ?? {}, baseline, now });
}
