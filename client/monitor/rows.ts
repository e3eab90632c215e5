// What rows of monitors say: the worst signal first, each with its number, its bound and what it sets off.
import * as vscode from 'vscode';
import type { Alert, SignalResult, SignalSpec } from '../../engine/domain/monitor.ts';
import { alertOutcomeText, comparisonSigns, signalText } from '../../present/deployText.ts';
import { formatNumber, formatRelative, formatTime } from '../../present/format.ts';
import type { StateName } from '../../present/states.ts';
import type { MonitorView } from '../../protocol/deployApi.ts';
import { escapeMarkdown, table, tooltip } from '../ui/markdown.ts';

export const openAlerts = ({ alerts }: MonitorView): readonly Alert[] =>
  alerts.filter(({ endedAt }) => endedAt === null);
const unseen = (view: MonitorView): readonly Alert[] =>
  openAlerts(view).filter(({ acknowledgedAt }) => acknowledgedAt === null);

export const resultOf = ({ results }: MonitorView, signal: string): SignalResult | undefined =>
  results.find(result => result.signal === signal);

/** The worst of its signals; an alert that was acknowledged is no more than a warning. */
export function monitorState(view: MonitorView): StateName {
  const levels = view.results.map(({ level }) => level);
  if (unseen(view).length > 0 || (levels.includes('alert') && openAlerts(view).length === 0)) return 'alert';
  if (openAlerts(view).length > 0 || levels.includes('warn')) return 'warn';
  return view.results.some(({ level }) => level === 'ok') ? 'ok' : 'unknown';
}

/** `2 alerts · looked 5 s ago` */
export function monitorDescription(view: MonitorView, now: number): string {
  const count = openAlerts(view).length;
  const alerts = count === 0 ? [] : [count === 1 ? vscode.l10n.t('1 alert') : vscode.l10n.t('{0} alerts', count)];
  const looked =
    view.lastLook === null
      ? vscode.l10n.t('not looked yet')
      : vscode.l10n.t('looked {0}', formatRelative(now, view.lastLook));
  return [...alerts, looked].join(' · ');
}

const weight = { alert: 0, warn: 1, ok: 2, unknown: 3 } as const;
/** In the file's order among the equally bad. */
export const signalsOf = (view: MonitorView): readonly SignalSpec[] =>
  [...view.spec.signals].sort(
    (a, b) => weight[resultOf(view, a.name)?.level ?? 'unknown'] - weight[resultOf(view, b.name)?.level ?? 'unknown'],
  );

/** `temp psi 0.34 > 0.25 · retrains` */
export function signalDescription({ action, metric }: SignalSpec, result: SignalResult | undefined): string {
  const found = result === undefined ? vscode.l10n.t('not looked yet') : signalText(result, metric);
  return action === 'notify' ? found : `${found} · ${actionTexts()[action]}`;
}
const actionTexts = () => ({
  rollback: vscode.l10n.t('rolls back'),
  retrain: vscode.l10n.t('retrains'),
  pause: vscode.l10n.t('pauses the rollout'),
});

export function signalTooltip(spec: SignalSpec, view: MonitorView, now: number): vscode.MarkdownString {
  const result = resultOf(view, spec.name);
  const alert = openAlerts(view).find(({ signal }) => signal === spec.name);
  return tooltip([
    `**${escapeMarkdown(spec.name)}** ${escapeMarkdown(spec.type.replace('_', ' '))}`,
    ...(result === undefined ? [] : [escapeMarkdown(`${signalText(result, spec.metric)} · ${rowsText(result)}`)]),
    ...(alert === undefined
      ? []
      : [
          escapeMarkdown(
            `${vscode.l10n.t('alert')} ${formatRelative(now, alert.at)} (${formatTime(alert.at)}): ${alertOutcomeText(alert)}`,
          ),
        ]),
    ...table(
      [vscode.l10n.t('feature'), vscode.l10n.t('value')],
      (result?.features ?? [])
        .slice(0, 8)
        .map(({ feature, method, value }) => [feature, `${method} ${formatNumber(value)}`] as const),
    ),
    ...(view.nextLook === null ? [] : [escapeMarkdown(vscode.l10n.t('next look {0}', formatTime(view.nextLook)))]),
    ...(view.coolingUntil !== null && view.coolingUntil > now
      ? [
          escapeMarkdown(
            vscode.l10n.t('no action before {0}: the last one was too recent', formatTime(view.coolingUntil)),
          ),
        ]
      : []),
  ]);
}

const rowsText = ({ window }: SignalResult): string => vscode.l10n.t('{0} rows', window.rows);

/** `input-drift on local: temp 0.34 > 0.25; retrain is under way.` */
export function alertText(alert: Alert, target: string): string {
  const { signal, feature, value, op, bound } = alert;
  const measured = `${feature === null ? '' : `${feature} `}${formatNumber(value)} ${comparisonSigns[op]} ${formatNumber(bound)}`;
  return vscode.l10n.t('{0} on {1}: {2}; {3}.', signal, target, measured, alertOutcomeText(alert));
}
