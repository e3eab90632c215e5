// What the Deployment panel knows, how messages change it, and which acts its rollout allows; pure.
import * as v from 'valibot';
import { deployFailureText } from '../../present/deployText.ts';
import { t } from '../../present/l10n.ts';
import { isOver, splitText } from '../../present/rolloutText.ts';
import { stateStyle } from '../../present/states.ts';
import type { DeploymentDetail, DeploymentSeries, Rollout, TestAnswer } from '../../protocol/deployApi.ts';
import type { deploymentActs, FromDeploymentPanel, LinkState, ToDeploymentPanel } from '../../protocol/panels.ts';

/** What is kept over a reload. */
const deploymentViewState = v.object({
  id: v.nullable(v.string()),
  /** How far back charts reach. */
  minutes: v.number(),
  /** What stands in the form, by input. */
  form: v.record(v.string(), v.string()),
});
export type DeploymentViewState = v.InferOutput<typeof deploymentViewState>;

/** How views tell the host what a person wants. */
export type Send = (message: FromDeploymentPanel) => void;
export type PanelAct = (typeof deploymentActs)[number];

export interface DeploymentState {
  readonly view: DeploymentViewState;
  /** Null until the host has told it. */
  readonly detail: DeploymentDetail | null;
  readonly series: DeploymentSeries | null;
  readonly canAct: boolean;
  readonly isGone: boolean;
  readonly test: { readonly isSending: boolean; readonly answer: TestAnswer | null; readonly refused: string | null };
  readonly link: { readonly state: LinkState; readonly message: string | null };
  /** When the detail was last told, UTC milliseconds. */
  readonly updatedAt: number | null;
}

export const ranges = [15, 60, 360, 1_440] as const;
const noTest: DeploymentState['test'] = { isSending: false, answer: null, refused: null };

export function openState(kept: unknown): DeploymentState {
  const checked = v.safeParse(deploymentViewState, kept);
  return {
    view: checked.success ? checked.output : { id: null, minutes: 15, form: {} },
    detail: null,
    series: null,
    canAct: true,
    isGone: false,
    test: noTest,
    link: { state: 'live', message: null },
    updatedAt: null,
  };
}

export function receive(state: DeploymentState, message: ToDeploymentPanel, now: number): DeploymentState {
  switch (message.type) {
    case 'detail': {
      const { detail, canAct } = message;
      const view = { ...state.view, id: detail.deployment.id };
      return { ...state, detail, canAct, view, isGone: false, updatedAt: now };
    }
    case 'series':
      return message.minutes === state.view.minutes ? { ...state, series: message.series } : state;
    case 'answer':
      return { ...state, test: { ...noTest, answer: message.answer } };
    case 'refused':
      return { ...state, test: { ...noTest, refused: message.message } };
    case 'gone':
      return { ...state, isGone: true };
    case 'link':
      return { ...state, link: { state: message.state, message: message.message } };
    default:
      return state;
  }
}

export const setMinutes = (state: DeploymentState, minutes: number): DeploymentState => ({
  ...state,
  view: { ...state.view, minutes },
  series: null,
});
export const setField = (state: DeploymentState, name: string, text: string): DeploymentState => ({
  ...state,
  view: { ...state.view, form: { ...state.view.form, [name]: text } },
});
export const sending = (state: DeploymentState): DeploymentState => ({
  ...state,
  test: { ...noTest, isSending: true },
});

/** The rollout under way; null when there is none. */
const underWay = ({ deployment }: DeploymentDetail): Rollout | null =>
  deployment.rollout === null || isOver(deployment.rollout) ? null : deployment.rollout;

/** What a person can do now, the likely one first. */
export function allowedActs(detail: DeploymentDetail): readonly PanelAct[] {
  const rollout = underWay(detail);
  const { previous, state } = detail.deployment;
  if (state === 'stopped') return ['start'];
  switch (rollout?.state) {
    case 'awaiting-approval':
      return ['approve', 'reject'];
    case 'holding':
      return ['resume', 'promote', 'rollBack'];
    case 'starting':
    case 'running':
    case 'baking':
      return ['promote', 'hold', 'rollBack'];
    case undefined:
      return previous === null ? [] : ['rollBack'];
    default:
      return [];
  }
}

/** What a screen reader is told when the deployment moved; null when it did not. */
export function changeSentence(before: DeploymentDetail | null, now: DeploymentDetail | null): string | null {
  if (before === null || now === null) return null;
  const [was, is] = [before.deployment.rollout, now.deployment.rollout];
  if (is !== null && (was?.id !== is.id || was.state !== is.state || was.step !== is.step)) {
    const word = t(stateStyle[is.state].word);
    const why = is.failure === null ? '' : `: ${deployFailureText(is.failure)}`;
    return t('v{version} {state}{why}. {split}', {
      version: is.to.version,
      state: word,
      why,
      split: splitText(now.deployment),
    });
  }
  return null;
}
