// What the registry worker answers: registered models, gates of pipelines, registering, aliases.
import { registerModel } from '../engine/deploy/registerModel.ts';
import type { Facts, GateFacts } from '../engine/domain/facts.ts';
import type { GateVerdict } from '../engine/domain/gate.ts';
import type { ModelVersion, RegisteredModel } from '../engine/domain/modelVersion.ts';
import { trouble } from '../engine/errors.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { gateRanges } from '../engine/pipeline/gateRanges.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import { judgeRun } from '../engine/registry/judgeRun.ts';
import { runArtifact } from '../engine/runner/runArtifact.ts';
import { modelFacts } from '../engine/tracking/modelFacts.ts';
import type { AliasRequest, GateView, RegisterRequest } from '../protocol/registryApi.ts';
import { openEngine } from './enginePorts.ts';
import type { WorkerData } from './workerCalls.ts';

/** Stores are opened with the first call: a project without models pays nothing. */
export function registryCalls(data: WorkerData) {
  const { root } = data;
  const { engine, ports } = openEngine(data);
  const running = new Map<string, AbortController>();

  const lastRunOf = async (pipeline: string) => {
    const { store } = await engine.project();
    return store.pipelineRuns({ pipeline, limit: 50 }).find(({ state }) => state === 'succeeded') ?? null;
  };
  const gatesOf = async (file: string): Promise<readonly GateView[]> => {
    const loaded = await loadPipeline(ports.files, root, file);
    const pipeline = loaded?.pipeline ?? null;
    if (loaded === null || pipeline === null || pipeline.gates.size === 0) return [];
    const run = await lastRunOf(file);
    const verdicts: readonly GateVerdict[] =
      run === null
        ? []
        : judgeRun(await engine.registry(), pipeline, { runId: run.id, now: run.endedAt ?? ports.clock.now() });
    const ranges = gateRanges(loaded.document);
    return [...pipeline.gates.values()].map(gate => ({
      pipeline: file,
      gate,
      range: ranges.get(gate.name) ?? { start: 0, end: 0 },
      isRequired: pipeline.model?.requires.includes(gate.name) ?? false,
      verdict: verdicts.find(verdict => verdict.gate === gate.name) ?? null,
    }));
  };
  const allGates = async (): Promise<readonly GateView[]> => {
    const found: GateView[] = [];
    for (const file of await findPipelines(ports.files, root)) found.push(...(await gatesOf(file)));
    return found;
  };
  return {
    models: async (): Promise<readonly RegisteredModel[]> => (await engine.registry()).models(),
    gates: allGates,
    facts: async (): Promise<Pick<Facts, 'models' | 'gates'>> => ({
      models: modelFacts((await engine.registry()).models()),
      gates: gateFacts(await allGates()),
    }),
    /** `operation` names the work for `cancel`. */
    async register(request: Omit<RegisterRequest, 'key'>, operation: string): Promise<ModelVersion> {
      const { pipeline: file, runId, description = null, alias = null } = request;
      const context = await engine.project();
      const loaded = await loadPipeline(ports.files, root, file);
      if (loaded === null) throw trouble('pipeline-missing', { file });
      const { pipeline } = loaded;
      if (pipeline === null) throw trouble('pipeline-invalid', { file, line: 1, count: 1, message: 'it has errors' });
      const run = runId === undefined ? await lastRunOf(file) : context.store.pipelineRun(runId);
      if (run === null) throw trouble('no-finished-run', { pipeline: pipeline.name });
      const stop = new AbortController();
      running.set(operation, stop);
      try {
        return await registerModel({
          ...{ ports, root, store: context.store, registry: await engine.registry(), pipeline, run },
          ...{ description, alias, signal: stop.signal },
          artifactOf: (of, path) => runArtifact(context, of, path),
        });
      } finally {
        running.delete(operation);
      }
    },
    cancel: (operation: string): void => running.get(operation)?.abort(),
    async setAlias({ model, alias, version }: Omit<AliasRequest, 'key'>): Promise<RegisteredModel> {
      const registry = await engine.registry();
      const found = registry.model(model);
      const known = registry.models().map(({ name }) => name);
      if (found === null) throw trouble('model-unknown', { model, known: known.join(', ') || '—' });
      if (version === null) registry.deleteAlias(model, alias);
      else if (found.versions.every(one => one.version !== version))
        throw trouble('version-unknown', {
          ...{ model, version, known: found.versions.map(one => `v${one.version}`).join(', ') },
        });
      else registry.setAlias(model, alias, version);
      return registry.model(model) ?? found;
    },
    close: () => engine.close(),
  };
}
export type RegistryCalls = ReturnType<typeof registryCalls>;

function gateFacts(views: readonly GateView[]): NonNullable<Facts['gates']> {
  const found: Record<string, Record<string, GateFacts>> = {};
  for (const { pipeline, verdict } of views) {
    if (verdict === null) continue;
    const { gate, state, runId, metric, op, measured, bound } = verdict;
    found[pipeline] = { ...found[pipeline], [gate]: { state, runId, metric, op, measured, bound } };
  }
  return found;
}
