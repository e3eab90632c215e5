// What the last run says of a gate: its verdict where there is one for the gate as written, else the metric against the value.
import type { GateFacts } from '../../engine/domain/facts.ts';
import { formatNumber } from '../../present/format.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { GateOutline } from '../pipelineOutline.ts';

export interface GateWords {
  readonly state: GateFacts['state'];
  /** Such as `passed: r2 0.934 ≥ 0.9`. */
  readonly text: string;
}

/** Null while nothing is known. */
export function gateWords(file: OpenPipeline, gate: GateOutline): GateWords | null {
  const measured = lastValue(file, gate);
  if (gate.value !== null && measured !== null) return words(gate, measured, gate.value);
  const verdicts = file.project.facts.gates?.[file.project.path] ?? {};
  const name = gate.name.text;
  const verdict = Object.hasOwn(verdicts, name) ? verdicts[name] : undefined;
  if (verdict === undefined || verdict.metric !== gate.metric?.key.text || verdict.op !== gate.op) return null;
  if (gate.value !== null && gate.value !== verdict.bound) return null;
  return { state: verdict.state, text: `${verdict.state}: ${verdictText(verdict)}` };
}

function verdictText({ state, metric, op, measured, bound }: GateFacts): string {
  if (measured === null) return `${metric} was not measured`;
  if (bound === null) return `${metric} ${formatNumber(measured)}, nothing to compare with yet`;
  return compared(metric, measured, { op, bound, isMet: state === 'passed' });
}

interface Held {
  readonly op: string;
  readonly bound: number;
  readonly isMet: boolean;
}
const compared = (metric: string, measured: number, { op, bound, isMet }: Held): string =>
  `${metric} ${formatNumber(measured)} ${isMet ? '' : 'not '}${sign(op)} ${formatNumber(bound)}`;

/** The metric of the last run; a name that several stages have is told apart by the stage in front. */
export function lastValue(file: OpenPipeline, { metric }: GateOutline): number | null {
  const metrics = file.project.facts.lastRuns?.[file.outline.name?.text ?? '']?.metrics ?? {};
  if (metric === null) return null;
  const name = [`${metric.stage.text}.${metric.key.text}`, metric.key.text].find(one => Object.hasOwn(metrics, one));
  return name === undefined ? null : (metrics[name] ?? null);
}

function words({ op, metric }: GateOutline, measured: number, bound: number): GateWords | null {
  if (metric === null || !/^[<>]=?$/.test(op)) return null;
  const isMet = measured === bound ? op.endsWith('=') : op.startsWith('>') ? measured > bound : measured < bound;
  const state = isMet ? 'passed' : 'failed';
  return { state, text: `${state}: ${compared(metric.key.text, measured, { op, bound, isMet })}` };
}

const sign = (op: string): string => ({ '>=': '≥', '<=': '≤' })[op] ?? op;
