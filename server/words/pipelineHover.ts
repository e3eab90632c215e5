// Answers about a name in a pipeline: who makes it, what value it has, where it stands.

import { formatDuration } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { resolvePath } from '../documents.ts';
import type { OpenPipeline } from '../openFile.ts';
import { makerOf, plainPath, readersOf } from '../pipelineOutline.ts';
import { knownParams } from './paramWords.ts';
import type { PipelinePlace } from './pipelinePlace.ts';
import { aliasAnswer, gateAnswer, metricAnswer, signalAnswer, targetAnswer } from './sectionHover.ts';
import { stateWord } from './stateWord.ts';

/** Lines of Markdown, the answer first; null when there is nothing to say. */
export function pipelineAnswer(file: OpenPipeline, place: PipelinePlace): readonly string[] | null {
  switch (place.kind) {
    case 'stage':
      return stageAnswer(file, place.name);
    case 'dataset':
      return datasetAnswer(file, place.name);
    case 'environment':
      return environmentAnswer(file, place.name);
    case 'param':
      return paramAnswer(file, place.name);
    case 'path':
      return pathAnswer(file, place);
    case 'gate':
      return gateAnswer(file, place.name);
    case 'metric':
      return metricAnswer(file, place.name, place.gate);
    case 'alias':
      return aliasAnswer(file, place.name);
    case 'target':
      return targetAnswer(file, place.name);
    case 'signal':
      return signalAnswer(file, place.name);
  }
}

function stageAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const stage = file.outline.stages.get(name);
  if (stage === undefined) return null;
  const state = file.project.facts.stages?.[file.project.path]?.[name];
  const words = state === undefined ? '' : ` — ${stateWord(state.state)}`;
  const duration = state?.durationMs === undefined ? '' : ` · ${formatDuration(state.durationMs)}`;
  const makes = stage.makes.map(out => code(out.text)).join(', ');
  const readers = readersOf(file.outline, stage).map(code).join(', ');
  return [
    `${t('Stage {name}', { name: code(name) })}${words}${duration}`,
    stage.description,
    makes === ''
      ? ''
      : readers === ''
        ? t('Makes {makes}.', { makes })
        : t('Makes {makes}, read by {readers}.', { makes, readers }),
  ].filter(line => line !== '');
}

function datasetAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const dataset = file.outline.datasets.get(name);
  if (dataset === undefined) return null;
  const path = dataset.path === null ? '' : `: ${code(dataset.path.text)}`;
  return [`${t('Data set {name}', { name: code(name) })}${path}`, dataset.description].filter(line => line !== '');
}

function environmentAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const environment = file.outline.environments.get(name);
  if (environment === undefined) return null;
  const parts = [
    environment.python === '' ? '' : `Python ${environment.python}`,
    environment.requirements === null ? '' : code(environment.requirements.text),
  ].filter(part => part !== '');
  const title = t('Environment {name}', { name: code(name) });
  return [`${title}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`];
}

function paramAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const params = knownParams(file);
  const param = params.find(one => one.name === name);
  if (param === undefined) return null;
  if (!param.isGroup)
    return [`${code(name)} = ${code(param.value)}`, t('Written in {file}.', { file: code(param.from) })];
  const members = params.filter(one => one.name.startsWith(`${name}.`) && !one.isGroup);
  return [
    t('{name} = {count} params', { name: code(name), count: members.length }),
    members.map(one => `- ${code(one.name)} = ${code(one.value)}`).join('\n'),
  ];
}

function pathAnswer(file: OpenPipeline, place: PipelinePlace & { readonly kind: 'path' }): readonly string[] | null {
  const { path, role, stage } = place;
  if (role === 'out') {
    const readers = [...file.outline.stages.values()].filter(other =>
      other.deps.some(dep => plainPath(dep.text) === plainPath(path)),
    );
    const args = {
      path: code(path),
      stage: code(stage ?? ''),
      readers: readers.map(({ name }) => code(name.text)).join(', '),
    };
    return [
      readers.length === 0
        ? t('{path}: made by {stage}, read by no stage', args)
        : t('{path}: made by {stage}, read by {readers}', args),
    ];
  }
  const maker = makerOf(file.outline, path);
  if (maker !== null)
    return [t('{path}: made by stage {stage}', { path: code(path), stage: code(maker.stage.name.text) })];
  const where = whereItStands(file, path);
  return where === null ? null : [`${code(path)}: ${where}`];
}

/** Nothing is said while the files of the project are not known. */
function whereItStands(file: OpenPipeline, path: string): string | null {
  const { files, tracked } = file.project.facts;
  const full = resolvePath(file.project.path, path);
  if (files === undefined || full === null) return null;
  const isThere = (list: readonly string[]): boolean => list.some(one => one === full || one.startsWith(`${full}/`));
  if (!isThere(files)) return t('not in the folder');
  if (tracked === undefined) return t('in the folder');
  return isThere(tracked) ? t('in the folder, tracked by git') : t('in the folder, not tracked by git');
}

const code = (text: string): string => `\`${text.replace(/`/g, '')}\``;
