// Names and paths that fit at a place of a pipeline: stages, data sets, files, environments, params.
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { projectFiles } from './filesBelow.ts';
import type { OfferedValue } from './offeredValue.ts';
import { knownParams } from './paramWords.ts';
import { sectionValues } from './sectionValues.ts';

/** Values for a cursor, by the kind of reference that the schema says stands there. */
export function pipelineValues(
  file: OpenPipeline,
  cursor: Cursor,
  schemas: readonly JsonSchema[],
): readonly OfferedValue[] {
  const reference = schemas.map(schema => schema['x-reference']).find(value => typeof value === 'string');
  const ofSections = reference === undefined ? null : sectionValues(file, cursor, reference);
  if (ofSections !== null) return ofSections;
  switch (reference) {
    case 'stage':
      return stageNames(file, cursor);
    case 'environment':
      return environmentNames(file);
    case 'param':
      return knownParams(file).map(({ name, value, from }) => ({
        value: name,
        kind: 'param',
        detail: value,
        description: from,
      }));
    case 'dep':
      return [...datasetDeps(file), ...stageOuts(file, cursor), ...projectFiles(file, cursor)];
    case 'path':
      return projectFiles(file, cursor);
    default:
      return cursor.path[0] === 'params' && cursor.path[1] === 'file'
        ? projectFiles(file, cursor, /\.(ya?ml|json)$/)
        : [];
  }
}

function stageNames(file: OpenPipeline, cursor: Cursor): readonly OfferedValue[] {
  const own = cursor.path[1];
  return [...file.outline.stages.values()]
    .filter(stage => stage.name.text !== own)
    .map(stage => ({ value: stage.name.text, kind: 'stage', description: stage.description }));
}

const environmentNames = (file: OpenPipeline): readonly OfferedValue[] =>
  [...file.outline.environments.values()].map(({ name, requirements }) => ({
    value: name.text,
    kind: 'environment',
    ...(requirements === null ? {} : { detail: requirements.text }),
  }));

const datasetDeps = (file: OpenPipeline): readonly OfferedValue[] =>
  [...file.outline.datasets.values()].map(({ name, path, description }) => ({
    value: `dataset:${name.text}`,
    kind: 'dataset',
    ...(path === null ? {} : { detail: path.text }),
    description,
  }));

function stageOuts(file: OpenPipeline, cursor: Cursor): readonly OfferedValue[] {
  return [...file.outline.stages.values()]
    .filter(stage => stage.name.text !== cursor.path[1])
    .flatMap(stage =>
      stage.makes.map(out => ({ value: out.text, kind: 'file', detail: `made by ${stage.name.text}` })),
    );
}
