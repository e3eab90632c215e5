// A pipeline as sidebar, graph and command line show it: stages with state and reasons, edges, last run, or its problem.

import type { Diagnostic } from '../engine/domain/diagnostic.ts';
import type { Command } from '../engine/domain/pipeline.ts';
import { ruleSpecs } from '../engine/domain/rules.ts';
import { fillTemplate } from '../engine/errors.ts';
import { pipelineGraph } from '../engine/pipeline/graph.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import type { ProjectContext } from '../engine/runner/runnerContext.ts';
import { stageStatus } from '../engine/runner/stageStatus.ts';
import type { PipelineView } from '../protocol/api.ts';

/** Null when the file is gone or not ours. */
export async function viewPipeline(context: ProjectContext, file: string): Promise<PipelineView | null> {
  const loaded = await loadPipeline(context.ports.files, context.root, file);
  if (loaded === null || !loaded.document.isOurs) return null;
  const { document, pipeline, params } = loaded;
  const [run = null] = context.store.pipelineRuns({ pipeline: file, limit: 1 });
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error');
  const broken = { file, name: run?.pipelineName ?? file, stages: [], edges: [], run };
  if (pipeline === null) return { ...broken, problem: problemOf(file, document.text, errors) };
  try {
    const stages = await stageStatus(context, pipeline, params);
    return {
      file,
      name: pipeline.name,
      problem: null,
      stages: stages.map(({ resolved, ...stage }) => ({
        ...stage,
        command: commandText(resolved.cmd),
        range: document.stageRanges.get(stage.name)?.name ?? { start: 0, end: 0 },
      })),
      edges: pipelineGraph(pipeline, params).edges,
      run,
      ...(pipeline.model === null ? {} : { model: pipeline.model.name }),
      targets: [...pipeline.targets.values()].map(({ name, strategy, approval }) => ({
        ...{ name, approval },
        strategy: strategy.type,
      })),
      ...(pipeline.monitor === null ? {} : { watched: pipeline.monitor.target }),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ...broken,
      name: pipeline.name,
      problem: {
        line: 1,
        count: 1,
        trouble: { code: 'pipeline-invalid', args: { file, count: 1, line: 1, message: reason } },
      },
    };
  }
}

const commandText = (cmd: Command): string =>
  (cmd.kind === 'shell' ? cmd.line : cmd.argv.join(' ')).replaceAll('\n', ' ');

function problemOf(file: string, text: string, errors: readonly Diagnostic[]): PipelineView['problem'] {
  const first = [...errors].sort((a, b) => a.range.start - b.range.start)[0];
  const line = first === undefined ? 1 : text.slice(0, first.range.start).split('\n').length;
  const template =
    first === undefined
      ? ''
      : ((ruleSpecs as Readonly<Record<string, { template: string }>>)[first.rule]?.template ?? first.rule);
  const message = first === undefined ? '' : fillTemplate(template, first.args);
  const count = Math.max(1, errors.length);
  return { line, count, trouble: { code: 'pipeline-invalid', args: { file, count, line, message } } };
}
