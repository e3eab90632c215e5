// Makes pipelines for tests from the words of a pipeline file, through the real parser.
import type { ProjectPath } from '../../engine/domain/ids.ts';
import type { Pipeline } from '../../engine/domain/pipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';

/** `words`: everything but the marker and the name; JSON is YAML too. */
export function pipelineOf(words: Readonly<Record<string, unknown>>, file: ProjectPath = 'pipeline.yaml'): Pipeline {
  const lines = Object.entries({ name: 'test', ...words }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const document = parsePipeline(['apiVersion: trainyard/v1', 'kind: Pipeline', ...lines].join('\n'));
  const pipeline = toPipeline(document, file);
  if (pipeline === null) throw new Error(`not a pipeline: ${JSON.stringify(document.diagnostics)}`);
  return pipeline;
}

/** Stages by name with deps and outs, all with a command. */
export const stagesOf = (
  stages: Readonly<
    Record<
      string,
      { readonly deps?: readonly string[]; readonly outs?: readonly unknown[]; readonly needs?: readonly string[] }
    >
  >,
): Pipeline =>
  pipelineOf({
    stages: Object.fromEntries(Object.entries(stages).map(([name, stage]) => [name, { cmd: 'true', ...stage }])),
  });
