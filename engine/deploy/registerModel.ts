// A run's model becomes a version: judged by the gates, packaged, registered, and written down in the audit trail.
import type { AuditEntry } from '../domain/audit.ts';
import type { Actor } from '../domain/deployment.ts';
import { type GateVerdict, isBlocking } from '../domain/gate.ts';
import type { ContentHash, Millis, ProjectPath, RunId } from '../domain/ids.ts';
import type { PackageManifest } from '../domain/modelPackage.ts';
import { type ModelRegistry, type ModelVersion, type SignatureChange, signatureTag } from '../domain/modelVersion.ts';
import type { ModelSection, Pipeline } from '../domain/pipeline.ts';
import type { PipelineRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Baseline, evaluateGates } from '../registry/evaluateGates.ts';
import type { StateStore } from '../store/stateStore.ts';
import { saveVerdicts } from '../store/verdictRows.ts';
import { buildPackage, type PackageInput, type SourceFile } from './packaging/buildPackage.ts';
import { manifestName } from './packaging/packageFiles.ts';
import { signatureChanges } from './packaging/signatureChanges.ts';
import { recordTraining } from './recordTraining.ts';

/** What is registered; the runner knows it (`planModel`). */
export interface RegistrationPlan {
  readonly pipeline: Pipeline;
  readonly model: ModelSection;
  readonly run: PipelineRun;
  readonly artifact: SourceFile;
  readonly reference: SourceFile | null;
  readonly environment: PackageInput['environment'];
  readonly inputs: Readonly<Record<ProjectPath, ContentHash>>;
}
export interface RegistrationContext {
  readonly ports: Pick<Ports, 'files' | 'hasher' | 'ids' | 'clock' | 'processes'>;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly store: StateStore;
  readonly registry: ModelRegistry;
  readonly plan: (request: {
    readonly pipeline: ProjectPath;
    readonly runId?: RunId | undefined;
  }) => Promise<RegistrationPlan>;
  readonly interpreter: PackageInput['interpreter'];
  readonly openModel: PackageInput['openModel'];
  readonly buildProfile: PackageInput['buildProfile'];
  readonly audit: { append(entry: AuditEntry): Promise<unknown> };
}
export interface RegistrationRequest {
  readonly pipeline: ProjectPath;
  /** The newest run that succeeded when absent. */
  readonly runId?: RunId | undefined;
  readonly description?: string | undefined;
  readonly who: Actor;
  readonly why: string;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

/** Packages that are being built; a registered one lies with its version. */
const packagesFolder = (root: string): string => `${root}/.trainyard/packages`;

/**
 * The new version, or the one that this very package of this run already is: asked again after a kill, nothing is doubled.
 * Throws `gates-failed` naming every blocking gate with its numbers, what planning throws (`planModel`), and what
 * `buildPackage` throws.
 */
export async function registerModel(context: RegistrationContext, request: RegistrationRequest): Promise<ModelVersion> {
  const { registry, store } = context;
  const plan = await context.plan(request);
  await recordTraining({ state: store, audit: context.audit }, plan.run, plan.model.name);
  const verdicts = judgeRun(registry, plan, context.ports.clock.now());
  saveVerdicts(store, plan.run.id, verdicts);
  refuseBlocked(plan, verdicts);
  const { model, run } = plan;
  const { folder, manifest } = await buildPackage({
    ...{ ports: context.ports, packages: packagesFolder(context.root), model },
    ...{ artifact: plan.artifact, reference: plan.reference, environment: plan.environment },
    ...{ interpreter: context.interpreter, openModel: context.openModel, buildProfile: context.buildProfile },
    ...{ signal: request.signal, onProgress: request.onProgress },
  });
  request.onProgress(`registering ${model.name}`);
  const before = registry.model(model.name)?.versions ?? [];
  const same = before.find(({ runId, hash }) => runId === run.id && hash === manifest.hash);
  const version =
    same === undefined
      ? await addVersion(context, {
          ...{ plan, request, verdicts, folder, hash: manifest.hash },
          changes: await changesSince(context, before[0], manifest),
        })
      : same;
  if (same !== undefined && model.alias !== undefined) registry.setAlias(model.name, model.alias, same.version);
  await context.ports.files.remove(folder);
  await context.audit.append(auditEntry(context, { plan, request, verdicts, version }));
  return registry.version({ model: version.model, at: version.version }) ?? version;
}

/** What the gates of a pipeline say of a run; every gate is judged, whether the model requires it or not. */
function judgeRun(
  registry: ModelRegistry,
  { pipeline, run }: { readonly pipeline: Pipeline; readonly run: Pick<PipelineRun, 'id'> },
  now: Millis,
): readonly GateVerdict[] {
  const baseline = (alias: string): Baseline | null => {
    const found = pipeline.model === null ? null : registry.version({ model: pipeline.model.name, at: alias });
    if (found === null) return null;
    const { version, runId } = found;
    return { version, runId, metrics: runId === null ? null : registry.runMetrics(runId) };
  };
  const metrics = registry.runMetrics(run.id) ?? {};
  return evaluateGates({ gates: pipeline.gates.values(), runId: run.id, metrics, baseline, now });
}

function refuseBlocked({ model, pipeline }: RegistrationPlan, verdicts: readonly GateVerdict[]): void {
  const blocking = verdicts.filter(verdict => isBlocking(verdict) && model.requires.includes(verdict.gate));
  if (blocking.length === 0) return;
  throw trouble('gates-failed', {
    model: model.name,
    file: pipeline.file,
    failed: blocking.map(blockedWords).join('; '),
  });
}

function blockedWords({ gate, metric, measured, op, bound, baseline, reason }: GateVerdict): string {
  const against = baseline === null ? '' : ` (${baseline.alias} has ${baseline.value ?? 'no such metric'})`;
  switch (reason) {
    case 'metric-missing':
      return `gate «${gate}»: the run has no metric ${metric}`;
    case 'metric-not-finite':
      return `gate «${gate}»: ${metric} is ${measured}`;
    case 'baseline-metric-missing':
      return `gate «${gate}»: ${baseline?.alias ?? 'the baseline'} has no metric ${metric}`;
    default:
      return `gate «${gate}» wants ${metric} ${op} ${rounded(bound)}${against}, and it is ${rounded(measured)}`;
  }
}
const rounded = (value: number | null): string => (value === null ? '–' : String(Number(value.toPrecision(6))));

interface Registered {
  readonly plan: RegistrationPlan;
  readonly request: RegistrationRequest;
  readonly verdicts: readonly GateVerdict[];
}

/** Nothing is known of a version whose files are gone, or that was not packaged by us. */
async function changesSince(
  { ports }: RegistrationContext,
  before: ModelVersion | undefined,
  { signature }: Pick<PackageManifest, 'signature'>,
): Promise<readonly SignatureChange[]> {
  if (before === undefined || before.folder === null || before.hash === null) return [];
  const text = await ports.files.readText(`${before.folder}/${manifestName}`);
  return text === null ? [] : signatureChanges((JSON.parse(text) as PackageManifest).signature, signature);
}

interface Addition extends Registered {
  readonly folder: string;
  readonly hash: ContentHash;
  readonly changes: readonly SignatureChange[];
}

function addVersion(
  { registry }: RegistrationContext,
  { plan, request, verdicts, folder, hash, changes }: Addition,
): Promise<ModelVersion> {
  const { pipeline, model, run } = plan;
  const commit = run.git === null ? {} : { 'mlflow.source.git.commit': run.git.commit };
  return registry.register({
    ...{ model: model.name, runId: run.id, packageFolder: folder, hash, verdicts },
    ...{ description: request.description ?? null, alias: model.alias ?? null },
    tags: {
      ...{ 'trainyard.pipeline': pipeline.file, ...commit },
      ...(changes.length === 0 ? {} : { [signatureTag]: JSON.stringify(changes) }),
    },
  });
}

function auditEntry(
  { ports }: RegistrationContext,
  { plan, request, verdicts, version }: Registered & { readonly version: ModelVersion },
): AuditEntry {
  const { model, version: number, hash } = version;
  return {
    ...{ at: ports.clock.now(), kind: 'register', who: request.who, why: request.why },
    subject: {
      ...{ pipeline: plan.pipeline.file, runId: plan.run.id, model, version: number },
      ...(hash === null ? {} : { modelHash: hash }),
    },
    ...{ git: plan.run.git, data: plan.inputs, verdicts, measurement: null },
  };
}
