// Predictions for a whole file with the package of a registered version, tracked as a run of that model's experiment.

import type { PackageManifest, ReferenceProfile } from '../domain/modelPackage.ts';
import type { ModelRegistry, ModelVersion, VersionSelector } from '../domain/modelVersion.ts';
import type { MetricPoint, TrackedStatus } from '../domain/run.ts';
import { isTrouble, trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { LoadedModel, ModelBackend } from '../serving/loadedModel.ts';
import type { FindInterpreter } from './packaging/buildPackage.ts';
import { verifyPackage } from './packaging/packageFiles.ts';
import { fromTensors } from './tables/fromTensors.ts';
import { readTable, type TableChunk } from './tables/readTable.ts';
import { type ColumnPlan, planColumns, toTensors } from './tables/toTensors.ts';
import { openTableWriter, type TableWriter } from './tables/writeTable.ts';

/** What is needed of the tracking store, which satisfies it. */
export interface PredictTracking {
  ensureExperiment(name: string): { readonly id: string };
  createRun(run: {
    readonly id: string;
    readonly experimentId: string;
    readonly name: string;
    readonly userId: string;
    readonly startedAt: number;
    readonly tags: Readonly<Record<string, string>>;
  }): unknown;
  updateRun(id: string, change: { readonly status?: TrackedStatus; readonly endedAt?: number | null }): void;
  logBatch(
    runId: string,
    batch: { readonly metrics?: readonly MetricPoint[]; readonly params?: Readonly<Record<string, string>> },
  ): void;
  run(id: string): { readonly experimentId: string } | null;
}
export interface PredictContext {
  readonly ports: Pick<Ports, 'files' | 'hasher' | 'ids' | 'clock'>;
  readonly registry: ModelRegistry;
  readonly tracking: PredictTracking;
  readonly interpreter: FindInterpreter;
  readonly openModel: ModelBackend['open'];
}
export interface PredictInput {
  readonly selector: VersionSelector;
  /** Absolute paths; the output is `.csv`, `.json` or `.jsonl`. */
  readonly input: string;
  readonly output: string;
  readonly userId: string;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}
export interface PredictResult {
  readonly runId: string;
  readonly version: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Columns of the input that the model does not take; they are in the output as they were. */
  readonly unused: readonly string[];
}

const chunkRows = 1_000;

/**
 * Row by row the input's columns with the model's answers behind them; the output appears when it is whole. The package is
 * checked against its hash first. Throws `model-unknown`, `version-unknown`, `package-invalid`, `data-unreadable`,
 * `model-input` with row and column, `model-unloadable`, `model-failed`, `cancelled`; the run then says failed or killed.
 */
export async function batchPredict(context: PredictContext, input: PredictInput): Promise<PredictResult> {
  const version = findVersion(context.registry, input.selector);
  const { folder, manifest } = await checkedPackage(context, version);
  const runId = startRun(context, input, version);
  let status: TrackedStatus = 'FAILED';
  try {
    const done = await predictAll(context, input, { folder, manifest });
    const { now } = context.ports.clock;
    const metrics = { rows: done.rows, rows_per_second: done.rowsPerSecond };
    const points = Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: now(), step: 0 }));
    context.tracking.logBatch(runId, { metrics: points });
    status = 'FINISHED';
    return { runId, version: version.version, ...done };
  } catch (error) {
    if (!input.signal.aborted) throw error;
    status = 'KILLED';
    throw isTrouble(error, 'cancelled') ? error : trouble('cancelled');
  } finally {
    context.tracking.updateRun(runId, { status, endedAt: context.ports.clock.now() });
  }
}

/** The version that is meant; throws `model-unknown` or `version-unknown` with what there is. */
function findVersion(registry: ModelRegistry, selector: VersionSelector): ModelVersion {
  const found = registry.version(selector);
  if (found !== null) return found;
  const model = registry.model(selector.model);
  const known = (names: readonly string[]): string => names.join(', ') || 'none';
  if (model === null)
    throw trouble('model-unknown', {
      model: selector.model,
      known: known(registry.models().map(({ name }) => name)),
    });
  const names = [...Object.keys(model.aliases), ...model.versions.map(({ version }) => `${version}`)];
  throw trouble('version-unknown', { model: selector.model, version: selector.at ?? '', known: known(names) });
}

interface CheckedPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

async function checkedPackage({ ports }: PredictContext, version: ModelVersion): Promise<CheckedPackage> {
  const { model, folder, hash } = version;
  const path = `${model} version ${version.version}`;
  if (folder === null) throw trouble('package-invalid', { path, reason: 'its files are not on this machine' });
  const found = await verifyPackage(ports, folder);
  if (!found.ok) throw trouble('package-invalid', { path, reason: found.error });
  if (found.value.hash !== hash)
    throw trouble('package-invalid', { path, reason: 'it is another than was registered' });
  return { folder, manifest: found.value };
}

function startRun({ ports, tracking }: PredictContext, input: PredictInput, version: ModelVersion): string {
  const id = ports.ids.next();
  const { model, version: number, hash, runId } = version;
  const home = runId === null ? null : tracking.run(runId);
  tracking.createRun({
    ...{ id, name: `predict-${model}-${number}`, userId: input.userId, startedAt: ports.clock.now() },
    experimentId: home?.experimentId ?? tracking.ensureExperiment(model).id,
    tags: { 'trainyard.kind': 'predict', ...(hash === null ? {} : { 'trainyard.package_hash': hash }) },
  });
  const params = { model, version: `${number}`, input: input.input, output: input.output };
  tracking.logBatch(id, { params });
  return id;
}

type Done = Omit<PredictResult, 'runId' | 'version'>;

async function predictAll(context: PredictContext, input: PredictInput, checked: CheckedPackage): Promise<Done> {
  const { ports, openModel, interpreter } = context;
  const { signal, onProgress } = input;
  const { folder, manifest } = checked;
  const features = await featureNames(ports, checked);
  const source = readTable({ files: ports.files, path: input.input, chunk: chunkRows, signal });
  const writer = openTableWriter(ports, input.output);
  onProgress(`loading ${manifest.model}`);
  const python =
    manifest.environment === null
      ? null
      : await interpreter({ folder, python: manifest.environment.python, signal, onProgress });
  const model = await openModel({ folder, python, signal });
  const started = ports.clock.monotonic();
  let [rows, plan]: [number, ColumnPlan | null] = [0, null];
  try {
    for await (const chunk of source) {
      plan ??= planned(manifest, chunk, { features, path: input.input });
      await predictChunk({ plan, model, writer, signal }, chunk);
      rows += chunk.rows.length;
      onProgress(`${rows} rows`);
    }
    await writer.end();
  } finally {
    await model.close();
    await writer.discard();
  }
  const seconds = Math.max(1, ports.clock.monotonic() - started) / 1_000;
  return { rows, rowsPerSecond: rows / seconds, unused: plan?.unused ?? [] };
}

/** Names of the columns that a model without names of its own was shown. */
async function featureNames(
  { files }: PredictContext['ports'],
  { folder, manifest }: CheckedPackage,
): Promise<readonly string[]> {
  const text = manifest.profile === null ? null : await files.readText(`${folder}/${manifest.profile}`);
  return text === null ? [] : (JSON.parse(text) as ReferenceProfile).features.map(({ name }) => name);
}

function planned(
  { signature }: PackageManifest,
  { columns }: TableChunk,
  { features, path }: { readonly features: readonly string[]; readonly path: string },
): ColumnPlan {
  const plan = planColumns(signature, columns, features);
  if (!plan.ok) throw trouble('data-unreadable', { path, reason: plan.error });
  return plan.value;
}

interface Predicting {
  readonly plan: ColumnPlan;
  readonly model: LoadedModel;
  readonly writer: TableWriter;
  readonly signal: AbortSignal;
}

async function predictChunk({ plan, model, writer, signal }: Predicting, chunk: TableChunk): Promise<void> {
  if (chunk.rows.length === 0) return writer.write(chunk.columns, []);
  const tensors = toTensors(plan, chunk);
  if (!tensors.ok) throw trouble('model-input', { reason: tensors.error });
  const answers = fromTensors(await model.predict(tensors.value, signal));
  const short = answers.find(({ values }) => values.length !== chunk.rows.length);
  if (short !== undefined)
    throw trouble('model-failed', {
      reason: `it gave ${short.values.length} values of «${short.name}» for ${chunk.rows.length} rows`,
    });
  const names = answers.map(({ name }) => (chunk.columns.includes(name) ? `predicted_${name}` : name));
  await writer.write(
    [...chunk.columns, ...names],
    chunk.rows.map((row, index) => [...row, ...answers.map(({ values }) => values[index] ?? null)]),
  );
}
