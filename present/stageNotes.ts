// What pipeline and stage say first, the same in tree, quick pick and graph: one state, one reason, short enough for a row.
import type { StaleReason } from '../engine/domain/pipeline.ts';
import type { StageFailure } from '../engine/domain/run.ts';
import type { PipelineView, StageView } from '../protocol/api.ts';
import { t } from './l10n.ts';
import type { StateName } from './states.ts';
import { failureClause, staleText } from './texts.ts';

/** The one state of a pipeline: what runs or went wrong wins over what would run again. */
export function pipelineState(view: PipelineView): StateName {
  const some = (...states: readonly StageView['state'][]) => view.stages.some(({ state }) => states.includes(state));
  if (view.problem !== null) return 'failed';
  if (view.run?.state === 'running' || view.run?.state === 'queued') return 'running';
  if (some('failed', 'lost')) return 'failed';
  if (view.stages.every(({ state }) => state === 'never-run')) return 'never-run';
  if (some('stale', 'never-run')) return 'stale';
  return some('cancelled', 'skipped') ? 'cancelled' : 'succeeded';
}

/** Those that say most come first: a changed param also changes the command that holds its value. */
export function byWeight(reasons: readonly StaleReason[]): readonly StaleReason[] {
  const weight = ({ code }: StaleReason) => (code === 'command-changed' ? 2 : code === 'upstream' ? 1 : 0);
  return [...reasons].sort((a, b) => weight(a) - weight(b));
}

/** `learning_rate 0.08 → 0.05`: the reason that says most, a param by its last name; null where there is none. */
export function staleNote(reasons: readonly StaleReason[]): string | null {
  const [first] = byWeight(reasons);
  if (first === undefined) return null;
  if (first.code !== 'param-changed' || first.subject === undefined) return staleText(first);
  return staleText({ ...first, subject: first.subject.split('.').at(-1) || first.subject });
}

/** `exit code 3`, `SIGTERM`: why a stage failed, short enough for a row that is called failed already. */
export function failureNote(failure: StageFailure): string {
  if (failure.code !== 'exit') return failureClause(failure);
  return failure.signal ?? t('exit code {exitCode}', { exitCode: failure.exitCode });
}
