// For rules that judge one stage after the other: under the same conditions only touched stages, and those with findings, are judged again.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { type CheckedStage, type RuleContext, touchedSince } from './ruleContext.ts';

/** What was looked at, and the places of stages that had findings. */
export interface LookedAt {
  readonly stages: readonly CheckedStage[];
  readonly noisy: readonly number[];
}

export interface Look {
  /** What the last look under the same conditions left. */
  readonly last: LookedAt | undefined;
  judge(stage: CheckedStage): readonly Diagnostic[];
  /** Stages to judge even if nothing touched them. */
  always?(stage: CheckedStage): boolean;
}

/** The findings of all stages, and what to give to the next look. */
export function lookAtStages(
  context: RuleContext,
  { last, judge, always }: Look,
): { readonly findings: readonly Diagnostic[]; readonly looked: LookedAt } {
  const { stages } = context;
  const findings: Diagnostic[] = [];
  const noisy: number[] = [];
  const see = (i: number): void => {
    const stage = stages[i];
    const own = stage === undefined ? none : judge(stage);
    if (own.length === 0) return;
    noisy.push(i);
    findings.push(...own);
  };
  const touched = last === undefined ? null : touchedSince(context, last.stages);
  if (last === undefined || touched === null) for (let i = 0; i < stages.length; i++) see(i);
  else {
    const places = new Set([...touched, ...last.noisy]);
    for (const i of places) see(i);
    if (always !== undefined)
      for (let i = 0; i < stages.length; i++) {
        const stage = stages[i];
        if (stage !== undefined && !places.has(i) && always(stage)) see(i);
      }
  }
  return { findings, looked: { stages, noisy } };
}

const none: readonly Diagnostic[] = [];
