// What the word under a cursor stands for in a pipeline: the step that hover, definition and references share.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { StageOutline } from '../pipelineOutline.ts';
import { datasetName } from '../pipelineOutline.ts';
import { expressionAt } from './expression.ts';
import { holds, type PipelinePlace } from './pipelinePlace.ts';
import { inSections } from './placeInSections.ts';

/** The name or path at an offset, or null where nothing is referred to. */
export function placeInPipeline(file: OpenPipeline, offset: number): PipelinePlace | null {
  return (
    inExpression(file, offset) ?? inStage(file, offset) ?? inFrame(file, offset) ?? inSections(file.outline, offset)
  );
}

function inExpression(file: OpenPipeline, offset: number): PipelinePlace | null {
  const place = expressionAt(file.document.getText(), offset);
  if (place === null) return null;
  const [scope, ...rest] = place.name.text.split('.');
  if (scope === 'params') return { kind: 'param', name: rest.join('.'), range: place.name.range };
  if (scope === 'datasets' && rest[0] !== undefined) return { kind: 'dataset', name: rest[0], range: place.name.range };
  return null;
}

function inStage(file: OpenPipeline, offset: number): PipelinePlace | null {
  for (const stage of file.outline.stages.values()) {
    if (holds(stage.whole, offset)) return wordOfStage(file, stage, offset);
  }
  return null;
}

function wordOfStage(file: OpenPipeline, stage: StageOutline, offset: number): PipelinePlace | null {
  const name = stage.name.text;
  if (holds(stage.name.range, offset)) return { kind: 'stage', name, range: stage.name.range };
  for (const need of stage.needs)
    if (holds(need.range, offset)) return { kind: 'stage', name: need.text, range: need.range };
  for (const dep of stage.deps) {
    if (!holds(dep.range, offset)) continue;
    const dataset = datasetName(dep.text);
    if (dataset !== null) return { kind: 'dataset', name: dataset, range: dep.range };
    return { kind: 'path', path: dep.text, role: 'dep', stage: name, range: dep.range };
  }
  for (const param of stage.params)
    if (holds(param.range, offset)) return { kind: 'param', name: param.text, range: param.range };
  for (const out of stage.makes) {
    if (holds(out.range, offset)) return { kind: 'path', path: out.text, role: 'out', stage: name, range: out.range };
  }
  const { environment } = stage;
  if (environment !== null && holds(environment.range, offset)) {
    return { kind: 'environment', name: environment.text, range: environment.range };
  }
  return scriptAt(file, stage, offset);
}

/** A word of the command that is a file of the project, such as `src/train.py`. */
function scriptAt(file: OpenPipeline, stage: StageOutline, offset: number): PipelinePlace | null {
  const text = file.document.getText();
  let start = offset;
  let end = offset;
  while (start > stage.whole.start && /[\w./@+-]/.test(text[start - 1] ?? '')) start--;
  while (end < stage.whole.end && /[\w./@+-]/.test(text[end] ?? '')) end++;
  const word = text.slice(start, end);
  if (!/[\w-]\.\w+$/.test(word) || !stage.cmd.includes(word)) return null;
  return { kind: 'path', path: word, role: 'file', stage: stage.name.text, range: { start, end } };
}

function inFrame(file: OpenPipeline, offset: number): PipelinePlace | null {
  const { datasets, environments, params, paramsFile, defaultEnvironment } = file.outline;
  for (const dataset of datasets.values()) {
    if (holds(dataset.name.range, offset))
      return { kind: 'dataset', name: dataset.name.text, range: dataset.name.range };
    if (dataset.path !== null && holds(dataset.path.range, offset)) return fileAt(dataset.path);
  }
  for (const { name, requirements } of environments.values()) {
    if (holds(name.range, offset)) return { kind: 'environment', name: name.text, range: name.range };
    if (requirements !== null && holds(requirements.range, offset)) return fileAt(requirements);
  }
  for (const [name, param] of params)
    if (holds(param.name.range, offset)) return { kind: 'param', name, range: param.name.range };
  if (paramsFile !== null && holds(paramsFile.range, offset)) return fileAt(paramsFile);
  if (defaultEnvironment !== null && holds(defaultEnvironment.range, offset)) {
    return { kind: 'environment', name: defaultEnvironment.text, range: defaultEnvironment.range };
  }
  return null;
}

const fileAt = (word: { readonly text: string; readonly range: TextRange }): PipelinePlace => ({
  kind: 'path',
  path: word.text,
  role: 'file',
  stage: null,
  range: word.range,
});
