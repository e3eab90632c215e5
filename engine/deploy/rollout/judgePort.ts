// What the judge needs of the statistics; `engine/stats` satisfies it, `createEngine` joins the two.
import type { JudgeRule, Label, LoggedRequest, RuleMeasurement, VersionCounts } from '../../domain/deployment.ts';

export interface JudgeInput {
  readonly rules: readonly JudgeRule[];
  readonly stable: VersionCounts;
  readonly candidate: VersionCounts;
  /** The candidate has seen copies: its mirrored counts are those to compare. */
  readonly isMirror: boolean;
  /** Of this look at all rules together, at any number of looks. */
  readonly alpha: number;
  /** Newest first, of the same window; empty unless a rule is about predictions or labels. */
  readonly logged: { readonly stable: readonly LoggedRequest[]; readonly candidate: readonly LoggedRequest[] };
  readonly labels: readonly Label[];
}
export type Judge = (input: JudgeInput) => readonly RuleMeasurement[];
