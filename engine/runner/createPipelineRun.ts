// Makes a pipeline run durable: planned, named and queued before anything is started.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { ProjectPath } from '../domain/ids.ts';
import type { ParamTree, ParamValue, Pipeline } from '../domain/pipeline.ts';
import { type RuleSpec, ruleSpecs } from '../domain/rules.ts';
import type { PipelineRun, StageRun } from '../domain/run.ts';
import { fillTemplate, trouble } from '../errors.ts';
import { checkPipeline } from '../pipeline/checkPipeline.ts';
import { loadPipeline } from '../pipeline/loadPipeline.ts';
import { mergeParams } from '../pipeline/params.ts';
import { runName } from './runNames.ts';
import type { PrivateFolders, ProjectContext } from './runnerContext.ts';
import { type PlanOptions, planRun, writePlan } from './runPlan.ts';
import { removeVariables, saveVariables } from './runVariables.ts';

export interface RunRequest extends PlanOptions {
  readonly pipeline: ProjectPath;
  /** Values that win over the params file and the pipeline's own; dotted names. */
  readonly params?: Readonly<Record<string, ParamValue>> | undefined;
  /** Variables of the window or shell that asks. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Writes the queued run; `executeRun` carries it out.
 * Throws `pipeline-missing`, `pipeline-invalid`, `stage-unknown`, `run-active`, or what forbids writing the store.
 */
export async function createPipelineRun(
  context: ProjectContext & { readonly folders: PrivateFolders },
  request: RunRequest,
): Promise<PipelineRun> {
  const { ports, root, store, folders } = context;
  const { pipeline, params } = await readPipeline(context, request.pipeline);
  const plan = planRun(pipeline, mergeParams(pipeline, params, request.params), request);
  const id = ports.ids.next();
  const run: PipelineRun = {
    id,
    pipeline: pipeline.file,
    pipelineName: pipeline.name,
    name: runName(id),
    state: 'queued',
    createdAt: ports.clock.now(),
    startedAt: null,
    endedAt: null,
    git: await ports.git.provenance(root),
    stages: plan.stages.map(
      ({ resolved }): StageRun => ({
        id: ports.ids.next(),
        runId: id,
        stage: resolved.name,
        state: 'queued',
        attempt: 0,
        startedAt: null,
        endedAt: null,
        exitCode: null,
        reasons: [],
        failure: null,
        progress: null,
      }),
    ),
  };
  await saveVariables(ports.files, folders, id, request.env);
  try {
    store.createRun(run, writePlan(plan));
  } catch (error) {
    await removeVariables(ports.files, folders, id);
    throw error;
  }
  return run;
}

interface ReadPipeline {
  readonly pipeline: Pipeline;
  readonly params: ParamTree;
}

/** The pipeline with its params when it has no error; throws `pipeline-missing`, `pipeline-invalid`. */
export async function readPipeline({ ports, root }: ProjectContext, file: ProjectPath): Promise<ReadPipeline> {
  if ((await ports.files.stat(`${root}/${file}`))?.kind !== 'file') throw trouble('pipeline-missing', { file });
  const { document, pipeline, params } = await loadPipeline(ports.files, root, file);
  if (!document.isOurs) throw trouble('pipeline-missing', { file });
  const errors = checkPipeline(document, file, {})
    .filter(found => found.severity === 'error')
    .sort((a, b) => a.range.start - b.range.start);
  const [first] = errors;
  if (pipeline !== null && first === undefined) return { pipeline, params };
  const line = document.text.slice(0, first?.range.start ?? 0).split('\n').length;
  throw trouble('pipeline-invalid', {
    file,
    count: Math.max(1, errors.length),
    line,
    message: first === undefined ? '' : messageOf(first),
  });
}

function messageOf(found: Diagnostic): string {
  const specs: Readonly<Record<string, RuleSpec>> = ruleSpecs;
  return fillTemplate(specs[found.rule]?.template ?? found.rule, found.args).replace(/\.$/, '');
}
