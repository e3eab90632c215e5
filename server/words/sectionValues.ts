// Names that fit in gates, model, deploy, monitor and triggers: metrics with their last values, gates, aliases, targets.
import { formatNumber } from '../../present/format.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { gateWords } from './gateWords.ts';
import type { OfferedValue } from './offeredValue.ts';
import { targetWords } from './sectionHover.ts';

/** Values for a kind of reference of these sections; null for any other kind. */
export function sectionValues(file: OpenPipeline, cursor: Cursor, reference: string): readonly OfferedValue[] | null {
  switch (reference) {
    case 'metric':
      return metricRefs(file);
    case 'alias':
      return aliases(file);
    case 'out':
      return artifacts(file);
    case 'gate':
      return [...file.outline.gates.values()].map(gate => ({
        value: gate.name.text,
        kind: 'gate',
        detail: gateWords(file, gate)?.text ?? '',
      }));
    case 'target':
      return [...file.outline.targets.values()]
        .filter(({ name }) => cursor.path[0] !== 'deploy' || name.text !== cursor.path[1])
        .map(target => ({ value: target.name.text, kind: 'target', detail: targetWords(file, target) ?? '' }));
    case 'signal':
      return [...file.outline.signals.values()].map(({ name, type }) => ({
        value: name.text,
        kind: 'signal',
        detail: type,
      }));
    case 'dataset':
      return [...file.outline.datasets.values()].map(({ name, path, description }) => ({
        value: name.text,
        kind: 'dataset',
        detail: path?.text ?? '',
        description,
      }));
    case 'feature':
      return features(file);
    default:
      return null;
  }
}

/** Every metric of the last run with each metrics file it may be in; without a run the files alone. */
function metricRefs(file: OpenPipeline): readonly OfferedValue[] {
  const stages = [...file.outline.stages.values()];
  const metrics = Object.entries(file.project.facts.lastRuns?.[file.outline.name?.text ?? '']?.metrics ?? {});
  const names = stages.map(({ name }) => name.text);
  const isOthers = (key: string, stage: string) => names.some(name => name !== stage && key.startsWith(`${name}.`));
  return stages.flatMap(({ name, makes }) => {
    const stage = name.text;
    const own = metrics
      .filter(([key]) => !isOthers(key, stage))
      .map(([key, value]) => [key.startsWith(`${stage}.`) ? key.slice(stage.length + 1) : key, value] as const);
    return makes
      .filter(({ role }) => role === 'metrics')
      .flatMap(({ text }): readonly OfferedValue[] => {
        const source = `${stage}:${text}#`;
        if (own.length === 0) return [{ value: source, kind: 'metric' }];
        return own.map(([key, value]) => ({ value: source + key, kind: 'metric', detail: formatNumber(value) }));
      });
  });
}

function aliases(file: OpenPipeline): readonly OfferedValue[] {
  const known = file.project.facts.models?.[file.outline.model.name?.text ?? '']?.aliases ?? {};
  return [...new Set([...Object.keys(known), 'champion', 'challenger'])].map(alias => ({
    value: alias,
    kind: 'enum',
    ...(Object.hasOwn(known, alias) ? { detail: `version ${known[alias]}` } : {}),
  }));
}

const artifacts = (file: OpenPipeline): readonly OfferedValue[] =>
  [...file.outline.stages.values()].flatMap(stage =>
    stage.makes
      .filter(({ role }) => role === 'out')
      .map(({ text }) => ({ value: text, kind: 'file', detail: `made by ${stage.name.text}` })),
  );

/** Inputs of the version that the monitored target serves. */
function features(file: OpenPipeline): readonly OfferedValue[] {
  const target = file.outline.monitorTarget?.text ?? '';
  const known = file.project.facts.targets?.[file.project.path]?.[target]?.features ?? {};
  return Object.entries(known).map(([value, detail]) => ({ value, kind: 'enum', detail }));
}
