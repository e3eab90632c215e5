// What the last run says of a gate: its verdict where there is one for the gate as written, else the metric against the value.
import type { Comparison, GateVerdict } from '../../engine/domain/gate.ts';
import { gateText } from '../../present/gateText.ts';
import type { OpenPipeline } from '../openFile.ts';
import type { GateOutline } from '../pipelineOutline.ts';

export interface GateWords {
  readonly state: GateVerdict['state'];
  /** Such as `passed: r2 0.934 ≥ 0.9`. */
  readonly text: string;
}

/** Null while nothing is known. */
export function gateWords(file: OpenPipeline, gate: GateOutline): GateWords | null {
  const verdict = gate.value === null ? lastVerdict(file, gate) : heldAgainst(file, gate, gate.value);
  return verdict === null ? null : { state: verdict.state, text: `${verdict.state}: ${gateText(verdict)}` };
}

/** The metric of the last run; a name that several stages have is told apart by the stage in front. */
export function lastValue(file: OpenPipeline, { metric }: GateOutline): number | null {
  const metrics = file.project.facts.lastRuns?.[file.outline.name?.text ?? '']?.metrics ?? {};
  if (metric === null) return null;
  const name = [`${metric.stage.text}.${metric.key.text}`, metric.key.text].find(one => Object.hasOwn(metrics, one));
  return name === undefined ? null : (metrics[name] ?? null);
}

/** A verdict on other words than those that stand there now says nothing. */
function lastVerdict(file: OpenPipeline, { name, metric, op, baseline }: GateOutline): GateVerdict | null {
  const verdicts = file.project.facts.gates?.[file.project.path] ?? {};
  const verdict = Object.hasOwn(verdicts, name.text) ? verdicts[name.text] : undefined;
  if (verdict === undefined || verdict.metric !== metric?.key.text || verdict.op !== op) return null;
  return verdict.baseline?.alias === baseline?.text ? verdict : null;
}

function heldAgainst(file: OpenPipeline, gate: GateOutline, bound: number): GateVerdict | null {
  const measured = lastValue(file, gate);
  const run = file.project.facts.lastRuns?.[file.outline.name?.text ?? ''];
  const { metric, op, name } = gate;
  if (measured === null || run === undefined || metric === null || !isComparison(op)) return null;
  const isMet = measured === bound ? op.endsWith('=') : op.startsWith('>') ? measured > bound : measured < bound;
  return {
    ...{ gate: name.text, state: isMet ? 'passed' : 'failed', onFail: 'block', runId: run.id, at: 0 },
    ...{ metric: metric.key.text, op, measured, bound, baseline: null, reason: null },
  };
}

const isComparison = (text: string): text is Comparison => /^[<>]=?$/.test(text);
