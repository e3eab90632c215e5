// Performance: what the model answered against what turned out to be true, joined by request and row.
import type { Label, LoggedRequest } from '../domain/deployment.ts';
import { type LabelledRow, performanceOf } from '../stats/performance.ts';
import { levelOf } from './levels.ts';
import { type Finding, type SignalLook, unknown } from './lookInput.ts';

export function lookAtPerformance({ input, signal, requests }: SignalLook): Finding {
  if (requests.length === 0) return unknown('no-requests', 0);
  const rows = joinLabels(requests, input.labels);
  if (rows.length === 0) return unknown('no-labels', 0);
  if (rows.length < signal.minimum) return unknown('too-few-rows', rows.length);
  const measured = performanceOf(signal.metric ?? '', rows);
  if (measured === null) return unknown('no-labels', rows.length);
  const { value, interval } = measured;
  return { level: levelOf(value, signal), value, features: [], unknownReason: null, interval, rows: rows.length };
}

/** Rows with a label and an answer; of two labels of one row the one told later counts. */
function joinLabels(requests: readonly LoggedRequest[], labels: readonly Label[]): readonly LabelledRow[] {
  if (labels.length === 0) return [];
  const byRequest = new Map<string, Map<number, Label>>();
  for (const label of labels) {
    const rows = byRequest.get(label.id) ?? new Map<number, Label>();
    const known = rows.get(label.row);
    if (known === undefined || label.at >= known.at) rows.set(label.row, label);
    byRequest.set(label.id, rows);
  }
  const joined: LabelledRow[] = [];
  for (const { id, outputs } of requests) {
    for (const { row, value } of byRequest.get(id)?.values() ?? []) {
      const answer = outputs?.[row];
      if (answer !== undefined) joined.push({ answer, truth: value });
    }
  }
  return joined;
}
