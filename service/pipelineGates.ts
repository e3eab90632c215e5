// The gates of pipelines as their files declare them, with the run they are judged by.
import type { Gate } from '../engine/domain/gate.ts';
import type { ProjectPath, RunId } from '../engine/domain/ids.ts';
import { isTrouble } from '../engine/errors.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import type { PipelineDocument } from '../engine/pipeline/pipelineDocument.ts';
import { childOf, entriesOf, follow } from '../engine/pipeline/syntax/yamlTree.ts';
import type { ProjectContext } from '../engine/runner/runnerContext.ts';
import type { GateView } from '../protocol/deployApi.ts';

export interface GatedPipeline {
  readonly pipeline: ProjectPath;
  /** The last run that succeeded; null before the first. */
  readonly run: RunId | null;
  /** Name of the model whose aliases the gates name. */
  readonly model: string | null;
  readonly gates: readonly Omit<GateView, 'verdict' | 'pipeline'>[];
}

/** Those that can be read and have gates. */
export async function gatedPipelines(
  { ports, root, store }: ProjectContext,
  only: ProjectPath | undefined,
): Promise<readonly GatedPipeline[]> {
  const files = only === undefined ? await findPipelines(ports.files, root) : [only];
  const found: GatedPipeline[] = [];
  for (const file of files) {
    const loaded = await loadPipeline(ports.files, root, file).catch(error => {
      if (isTrouble(error)) return null;
      throw error;
    });
    if (loaded === null || loaded.pipeline === null || loaded.pipeline.gates.size === 0) continue;
    const { document, pipeline } = loaded;
    const places = gateNames(document);
    const last = store.pipelineRuns({ pipeline: file, limit: 50 }).find(({ state }) => state === 'succeeded');
    found.push({
      pipeline: file,
      run: last?.id ?? null,
      model: pipeline.model?.name ?? null,
      gates: [...pipeline.gates.values()].map((gate: Gate) => ({
        gate,
        range: places.get(gate.name) ?? { start: 0, end: 0 },
        isRequired: pipeline.model?.requires.includes(gate.name) ?? false,
      })),
    });
  }
  return found;
}

function gateNames({ frame }: PipelineDocument): ReadonlyMap<string, GateView['range']> {
  const map = follow(childOf(frame.root, 'gates') ?? undefined);
  if (map?.kind !== 'map') return new Map();
  return new Map(
    entriesOf(map).map(({ key }) => [key.raw, { start: frame.at(key.start), end: frame.at(key.end) }] as const),
  );
}
