// What rows of deployments say: who serves, how far a rollout is, what waits for a person.
import * as vscode from 'vscode';
import type { Deployment, Rollout } from '../../engine/domain/deployment.ts';
import { deployFailureText, holdText, judgedRuleText } from '../../present/deployText.ts';
import { formatRelative } from '../../present/format.ts';
import { isOver, rateText, splitText, stepText } from '../../present/rolloutText.ts';
import type { StateName } from '../../present/states.ts';
import type { DeploymentView } from '../../protocol/deployApi.ts';
import { escapeMarkdown, tooltip } from '../ui/markdown.ts';
import { stateWord } from '../ui/stateIcon.ts';

/** `v3 90 % · v4 10 % · 12 req/s · p95 8 ms` */
export function deploymentDescription({ deployment, rate }: DeploymentView): string {
  const { state } = deployment;
  const parts = [
    ...(state === 'live' ? [] : [stateWord(state)]),
    ...(state === 'stopped' ? [] : [splitText(deployment), rateText(rate)]),
  ];
  return parts.filter(part => part !== '').join(' · ');
}

/** A deployment that serves something else than it was asked to is no healthy one. */
export const deploymentState = ({ state, verified, candidate }: Deployment): StateName =>
  state === 'live' && !verified && candidate === null ? 'degraded' : state;

/** The rollout that a row is worth: under way, or the last when it did not end well. */
export function shownRollout({ rollout }: Deployment): Rollout | null {
  return rollout === null || rollout.state === 'promoted' ? null : rollout;
}

/** `step 2 of 4 · 118 of 200 requests · 3 m left`, or why it waits or ended. */
export function rolloutDescription(rollout: Rollout, now: number): string {
  const { state, failure } = rollout;
  const hold = holdText(rollout);
  const why = isOver(rollout) && failure !== null ? deployFailureText(failure) : null;
  const word = state === 'running' ? '' : stateWord(state);
  return [word, hold ?? why ?? '', stepText(rollout, now)].filter(part => part !== '').join(' · ');
}

export const rolloutName = ({ strategy, to, kind }: Rollout): string =>
  kind === 'rollback' ? vscode.l10n.t('back to v{0}', to.version) : `${strategy.type.replace('_', '/')} v${to.version}`;

export function deploymentTooltip({ deployment }: DeploymentView): vscode.MarkdownString {
  const { model, target, pipeline, url, failure, verified, stable, state } = deployment;
  const confirmed = verified
    ? vscode.l10n.t('What is served is what was asked for, by content hash.')
    : vscode.l10n.t('What is served is not yet confirmed as asked for.');
  return tooltip([
    `**${escapeMarkdown(`${model} · ${target}`)}** ${escapeMarkdown(stateWord(state))}`,
    ...(failure === null ? [] : [escapeMarkdown(deployFailureText(failure))]),
    ...(stable === null || state === 'stopped' ? [] : [confirmed]),
    ...(stable === null ? [] : [escapeMarkdown(vscode.l10n.t('hash {0}', stable.hash.slice(0, 12)))]),
    ...(url === null ? [] : [escapeMarkdown(url)]),
    escapeMarkdown(pipeline),
  ]);
}

export function rolloutTooltip(rollout: Rollout, now: number): vscode.MarkdownString {
  const { by, why, startedAt, measurement, failure } = rollout;
  return tooltip([
    `**${escapeMarkdown(rolloutName(rollout))}** ${escapeMarkdown(stateWord(rollout.state))}`,
    escapeMarkdown(vscode.l10n.t('begun {0} by {1}', formatRelative(now, startedAt), by.name)),
    ...(why === '' ? [] : [escapeMarkdown(why)]),
    ...(measurement?.rules ?? []).map(rule => escapeMarkdown(`${ruleMarks[rule.outcome]} ${judgedRuleText(rule)}`)),
    ...(failure === null ? [] : [escapeMarkdown(deployFailureText(failure))]),
  ]);
}
const ruleMarks = { good: '✓', bad: '✗', undecided: '…' } as const;
