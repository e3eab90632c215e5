// Answers about gates, metrics, aliases, targets and signals: their last values, and what serves now.
import { formatNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { TargetOutline } from '../pipelineOutline.ts';
import { gateWords, lastValue } from './gateWords.ts';

/** Lines of Markdown, the answer first; null when there is no such gate. */
export function gateAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const gate = file.outline.gates.get(name);
  if (gate === undefined) return null;
  const words = gateWords(file, gate);
  const run = file.project.facts.lastRuns?.[file.outline.name?.text ?? '']?.name;
  const isRequired = file.outline.model.requires.some(one => one.text === name);
  return [
    `${t('Gate {name}', { name: code(name) })}${words === null ? '' : ` — ${words.text}`}`,
    words === null ? '' : run === undefined ? t('In the last run.') : t('In the last run, {run}.', { run }),
    isRequired ? t('The model requires it.') : '',
  ].filter(line => line !== '');
}

export function metricAnswer(file: OpenPipeline, name: string, gateName: string): readonly string[] | null {
  const gate = file.outline.gates.get(gateName);
  const value = gate === undefined ? null : lastValue(file, gate);
  if (value === null) return null;
  const run = file.project.facts.lastRuns?.[file.outline.name?.text ?? '']?.name ?? '';
  return [t('{name} = {value} in the last run, {run}', { name: code(name), value: code(formatNumber(value)), run })];
}

export function aliasAnswer(file: OpenPipeline, alias: string): readonly string[] | null {
  const model = file.outline.model.name?.text;
  const facts = model === undefined ? undefined : file.project.facts.models?.[model];
  if (model === undefined || facts === undefined) return null;
  const version = Object.hasOwn(facts.aliases, alias) ? facts.aliases[alias] : undefined;
  return [
    version === undefined
      ? t('No version of {model} has the alias {alias} yet', { model: code(model), alias: code(alias) })
      : t('{alias} is version {version} of {model}', { alias: code(alias), version, model: code(model) }),
  ];
}

export function targetAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  const target = file.outline.targets.get(name);
  if (target === undefined) return null;
  const words = targetWords(file, target);
  return [`${t('Target {name}', { name: code(name) })}${words === null ? '' : ` — ${words}`}`];
}

/** Such as `serves version 3, version 4 answers 10 %`; null while nothing is known. */
export function targetWords(file: OpenPipeline, { name }: TargetOutline): string | null {
  const targets = file.project.facts.targets?.[file.project.path] ?? {};
  const facts = Object.hasOwn(targets, name.text) ? targets[name.text] : undefined;
  if (facts === undefined) return null;
  const { state, version, candidate } = facts;
  const serves = version === null ? t('serves nothing yet') : t('serves version {version}', { version });
  const note = state === 'live' || state === 'pending' ? '' : `${state}, `;
  if (candidate === null) return `${note}${serves}`;
  const { version: other, traffic } = candidate;
  return `${note}${serves}, ${t('version {version} answers {traffic} %', { version: other, traffic })}`;
}

export function signalAnswer(file: OpenPipeline, name: string): readonly string[] | null {
  if (!file.outline.signals.has(name)) return null;
  const signals = file.project.facts.signals?.[file.project.path] ?? {};
  const facts = Object.hasOwn(signals, name) ? signals[name] : undefined;
  const title = t('Signal {name}', { name: code(name) });
  if (facts === undefined) return [title];
  const { level, value, feature } = facts;
  const measured = value === null ? '' : `: ${formatNumber(value)}${feature === null ? '' : ` (${feature})`}`;
  return [`${title} — ${level}${measured}`];
}

const code = (text: string): string => `\`${text.replace(/`/g, '')}\``;
