// The stages of a file with what each waits for: of a pipeline, and of every foreign format that describes one.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { PipelineEdge } from '../../engine/domain/pipeline.ts';
import { graphOf } from '../../engine/pipeline/graph.ts';
import { resolvePath } from '../documents.ts';
import type { OpenDialect, OpenFile, OpenPipeline } from '../openFile.ts';
import { datasetName } from '../pipelineOutline.ts';

export interface GraphPlace {
  readonly name: string;
  /** Where its name stands. */
  readonly range: TextRange;
  readonly whole: TextRange;
  /** Its command or description, for people. */
  readonly does: string;
}
export interface StageGraph {
  readonly stages: readonly GraphPlace[];
  readonly edges: readonly PipelineEdge[];
}

/** Empty for a card, and for formats without stages. */
export function stageGraph(file: OpenFile): StageGraph {
  if (!file.isOurs || file.kind === 'card') return { stages: [], edges: [] };
  return file.kind === 'pipeline' ? ofPipeline(file) : ofDialect(file);
}

function ofPipeline(file: OpenPipeline): StageGraph {
  const stages = [...file.outline.stages.values()];
  const paths = (words: readonly { readonly text: string }[]): readonly string[] =>
    words.flatMap(({ text }) => {
      const dataset = datasetName(text);
      const written = dataset === null ? text : file.outline.datasets.get(dataset)?.path?.text;
      return (written === undefined ? null : resolvePath(file.project.path, written)) ?? [];
    });
  const { edges } = graphOf(
    stages.map(({ name, deps, makes, needs }) => ({
      name: name.text,
      deps: paths(deps),
      outs: paths(makes),
      needs: needs.map(({ text }) => text),
    })),
  );
  return {
    stages: stages.map(({ name, whole, description, cmd }) => ({
      name: name.text,
      range: name.range,
      whole,
      does: description === '' ? cmd : description,
    })),
    edges,
  };
}

function ofDialect({ read }: OpenDialect): StageGraph {
  const stages = read?.reading.stages ?? [];
  const wholes = new Map((read?.reading.names ?? []).map(({ range, whole }) => [range.start, whole]));
  return {
    stages: stages.map(({ name, range, does }) => ({ name, range, whole: wholes.get(range.start) ?? range, does })),
    edges: graphOf(stages).edges,
  };
}
