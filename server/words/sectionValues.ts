// Names that fit in gates and model: metrics with their last values, gates, aliases, outputs.
import { formatNumber } from '../../present/format.ts';
import type { OpenPipeline } from '../openFile.ts';
import { gateWords } from './gateWords.ts';
import type { OfferedValue } from './offeredValue.ts';

/** Values for a kind of reference of these sections; null for any other kind. */
export function sectionValues(file: OpenPipeline, reference: string): readonly OfferedValue[] | null {
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
