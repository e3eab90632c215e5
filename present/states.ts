// Icon, colour and word of every state, in one list for trees, panels and terminals.
import type { DeploymentState, RolloutState } from '../engine/domain/deployment.ts';
import type { GateVerdict } from '../engine/domain/gate.ts';
import type { SignalLevel } from '../engine/domain/monitor.ts';
import type { PipelineRunState, StageRunState, TrackedStatus } from '../engine/domain/run.ts';
import type { StageView } from '../protocol/api.ts';

export type StateName =
  | StageView['state']
  | StageRunState
  | PipelineRunState
  | TrackedStatus
  | DeploymentState
  | RolloutState
  | GateVerdict['state']
  | SignalLevel
  | 'unknown';
export interface StateStyle {
  /** Codicon id, such as `pass-filled`; `~spin` turns it. */
  readonly icon: string;
  /** Theme colour token, such as `charts.blue`. */
  readonly color: string;
  /** English; translate when showing. */
  readonly word: string;
  /** For terminals: one cell wide. */
  readonly glyph: string;
}

const running = { icon: 'loading~spin', color: 'charts.blue', word: 'running', glyph: '◉' };
const succeeded = { icon: 'pass-filled', color: 'testing.iconPassed', word: 'succeeded', glyph: '✓' };
const failed = { icon: 'error', color: 'testing.iconFailed', word: 'failed', glyph: '✗' };
const warning = { icon: 'warning', color: 'list.warningForeground', word: 'warning', glyph: '⚠' };
const queued = { icon: 'clock', color: 'descriptionForeground', word: 'queued', glyph: '◷' };
const cancelled = { icon: 'circle-slash', color: 'descriptionForeground', word: 'cancelled', glyph: '⊘' };
const neverRun = { icon: 'circle-large-outline', color: 'descriptionForeground', word: 'never run', glyph: '○' };

export const stateStyle: Readonly<Record<StateName, StateStyle>> = {
  running,
  succeeded,
  cached: { icon: 'pass', color: 'descriptionForeground', word: 'cached', glyph: '✓' },
  failed,
  stale: { ...warning, word: 'stale' },
  queued,
  cancelled,
  skipped: { ...cancelled, word: 'skipped' },
  lost: { ...failed, word: 'lost' },
  'never-run': neverRun,
  unknown: { ...neverRun, word: 'unknown' },
  pending: { ...neverRun, word: 'not served yet' },
  live: { ...succeeded, word: 'live' },
  degraded: { ...warning, word: 'degraded' },
  stopped: { ...cancelled, word: 'stopped' },
  'awaiting-approval': { ...queued, word: 'awaiting approval' },
  starting: { ...running, word: 'starting' },
  holding: { ...queued, word: 'holding' },
  baking: { ...running, word: 'baking' },
  promoted: { ...succeeded, word: 'promoted' },
  'rolling-back': { ...running, word: 'rolling back' },
  'rolled-back': { ...warning, word: 'rolled back' },
  rejected: { ...cancelled, word: 'rejected' },
  passed: { ...succeeded, word: 'passed' },
  ok: { ...succeeded, word: 'ok' },
  warn: { ...warning, word: 'warning' },
  alert: { ...failed, word: 'alert' },
  RUNNING: running,
  SCHEDULED: queued,
  FINISHED: succeeded,
  FAILED: failed,
  KILLED: cancelled,
};

/** `charts.blue` → `--vscode-charts-blue`, the custom property that panels get. */
export const themeVariable = (token: string): string => `--vscode-${token.replaceAll('.', '-')}`;

/** `loading~spin` → `codicon codicon-loading codicon-modifier-spin`. */
export function codiconClass(icon: string): string {
  const [name, modifier] = icon.split('~');
  return `codicon codicon-${name}${modifier === undefined ? '' : ` codicon-modifier-${modifier}`}`;
}
