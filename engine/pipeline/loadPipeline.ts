// A pipeline from disk: its document, the pipeline when it is sound, and its params merged with their file.
import type { ProjectPath } from '../domain/ids.ts';
import type { ParamTree, Pipeline } from '../domain/pipeline.ts';
import { trouble } from '../errors.ts';
import type { Files } from '../ports.ts';
import { mergeParams, parseParams } from './params.ts';
import { type PipelineDocument, parsePipeline } from './parsePipeline.ts';
import { folderOf, joinPath } from './projectPath.ts';
import { toPipeline } from './toPipeline.ts';

export interface LoadedPipeline {
  readonly document: PipelineDocument;
  /** Null when errors of syntax or schema prevent it. */
  readonly pipeline: Pipeline | null;
  readonly params: ParamTree;
  /** The params file's content without the pipeline's own values; null when there is none. */
  readonly fileParams: ParamTree | null;
}

/** Throws `pipeline-missing`, and `params-unreadable` when the params file is absent or broken. */
export async function loadPipeline(files: Files, root: string, file: ProjectPath): Promise<LoadedPipeline> {
  const text = await files.readText(`${root}/${file}`);
  if (text === null) throw trouble('pipeline-missing', { file });
  const document = parsePipeline(text);
  const pipeline = toPipeline(document, file);
  if (pipeline === null) return { document, pipeline, params: {}, fileParams: null };
  const fileParams = await readParams(files, root, pipeline);
  return { document, pipeline, params: mergeParams(pipeline, fileParams), fileParams };
}

async function readParams(files: Files, root: string, pipeline: Pipeline): Promise<ParamTree | null> {
  const name = pipeline.params.file;
  if (name === undefined) return null;
  const path = joinPath(folderOf(pipeline.file), name);
  if (path === null) throw trouble('path-outside', { path: name });
  const text = await files.readText(`${root}/${path}`);
  if (text === null) throw trouble('params-unreadable', { file: path, reason: 'it is not there' });
  const parsed = parseParams(text, path);
  if (!parsed.ok) throw trouble('params-unreadable', { file: path, reason: parsed.error });
  return parsed.value;
}
