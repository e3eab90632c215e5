// What the protocol tells of server and model: metadata, readiness, index, and Triton's configuration and statistics.
import { latencyBounds, type VersionCounts } from '../../domain/deployment.ts';
import type { Datatype, TensorSpec } from '../../domain/modelPackage.ts';
import type { OipModel, OipVersion } from './oipTypes.ts';

/** Of the server. */
export const serverMetadata = ({ serverVersion }: OipModel) => ({
  name: 'trainyard',
  version: serverVersion,
  extensions: ['binary_tensor_data', 'model_repository', 'model_configuration', 'statistics'],
});

const platforms = { onnx: 'onnxruntime_onnx', python: 'mlflow_pyfunc' } as const;

/** Of a version; one that is loading has no tensors yet. */
export const modelMetadata = (model: OipModel, { backend, signature }: OipVersion) => ({
  name: model.name,
  versions: model.versions().map(({ version }) => String(version)),
  platform: platforms[backend],
  inputs: (signature?.inputs ?? []).map(tensorMetadata),
  outputs: (signature?.outputs ?? []).map(tensorMetadata),
});
const tensorMetadata = ({ name, datatype, shape }: TensorSpec) => ({ name, datatype, shape });

const indexStates = { ready: 'READY', loading: 'LOADING', failed: 'UNAVAILABLE', draining: 'UNLOADING' } as const;

/** Of the model repository extension. */
export const repositoryIndex = (model: OipModel, isReadyOnly: boolean) =>
  model
    .versions()
    .filter(({ state }) => !isReadyOnly || state === 'ready')
    .map(({ version, state, reason }) => ({
      ...{ name: model.name, version: String(version), state: indexStates[state] },
      reason: reason ?? '',
    }));

/** Triton's ModelConfig; dimensions come without the batch where there is one. */
export function modelConfig({ name, batchRows }: OipModel, { backend, signature, version }: OipVersion) {
  const { inputs, outputs } = signature ?? { inputs: [], outputs: [] };
  const isBatched = inputs.length > 0 && [...inputs, ...outputs].every(({ shape }) => shape[0] === -1);
  const tensor = (spec: TensorSpec) => ({
    name: spec.name,
    data_type: configType(spec.datatype),
    dims: isBatched ? spec.shape.slice(1) : spec.shape,
  });
  return {
    ...{ name, platform: platforms[backend], backend: backend === 'onnx' ? 'onnxruntime' : 'python' },
    version_policy: { specific: { versions: [version] } },
    max_batch_size: isBatched ? Math.max(batchRows, 1) : 0,
    input: inputs.map(tensor),
    output: outputs.map(tensor),
  };
}
const configType = (datatype: Datatype): string => `TYPE_${datatype === 'BYTES' ? 'STRING' : datatype}`;

/**
 * Triton's statistics. Times are nanoseconds from the latency buckets (their middles), from arrival to answer; what is not
 * measured apart (queue, copies, caches) says 0.
 */
export function modelStatistics({ name }: OipModel, versions: readonly OipVersion[]) {
  return {
    model_stats: versions.map(({ version, counts }) => {
      const succeeded = { count: counts.requests - counts.errors, ns: Math.round(totalSeconds(counts) * 1e9) };
      const none = { count: 0, ns: 0 };
      return {
        ...{ name, version: String(version), last_inference: 0 },
        ...{ inference_count: succeeded.count, execution_count: succeeded.count },
        inference_stats: {
          ...{ success: succeeded, fail: { count: counts.errors, ns: 0 } },
          ...{ queue: none, compute_input: none, compute_infer: succeeded, compute_output: none },
          ...{ cache_hit: none, cache_miss: none },
        },
        batch_stats: [],
      };
    }),
  };
}

/** Seconds that all answers took together, from the middles of the buckets. */
export function totalSeconds({ latency }: VersionCounts): number {
  let sum = 0;
  for (const [index, count] of latency.entries())
    sum += (count * (latencyBounds[index] ?? 10 ** 5.2) * 10 ** -0.1) / 1_000;
  return sum;
}
