// Entry of the Deployment panel: language, state, first render.
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../components/base.css';
import '../components/chart.css';
import './deployment.css';
import type { FromDeploymentPanel, ToDeploymentPanel } from '../../protocol/panels.ts';
import { createBridge } from '../bridge.ts';
import { startClock } from '../components/clock.ts';
import { registerControls } from '../components/controls.ts';
import { announce } from '../components/live.tsx';
import { readLanguage } from '../language.ts';
import { watchTheme } from '../theme.ts';
import { changeSentence, type DeploymentViewState, openState, receive } from './state.ts';
import { DeploymentPanelView } from './view.tsx';

const root = document.getElementById('root');
if (root !== null) {
  readLanguage(root);
  registerControls();
  startClock();
  watchTheme();
  const bridge = createBridge<ToDeploymentPanel, FromDeploymentPanel, DeploymentViewState>();
  const state = signal(openState(bridge.keptState()));
  bridge.listen(message => {
    const before = state.value;
    state.value = receive(before, message, Date.now());
    const sentence = changeSentence(before.detail, state.value.detail);
    if (sentence !== null) announce(sentence);
  });
  const view = computed(() => state.value.view);
  effect(() => bridge.keepState(view.value));
  bridge.send({ type: 'ready', minutes: state.value.view.minutes });
  render(<DeploymentPanelView state={state} send={bridge.send} />, root);
}
