// Entry of the pipeline graph: language, state, first render.
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import '../components/base.css';
import './graph.css';
import type { FromGraphPanel, ToGraphPanel } from '../../protocol/panels.ts';
import { createBridge } from '../bridge.ts';
import { startClock } from '../components/clock.ts';
import { registerControls } from '../components/controls.ts';
import { announce } from '../components/live.tsx';
import { readLanguage } from '../language.ts';
import { changeSentence, type GraphViewState, openState, receive } from './state.ts';
import { GraphPanelView } from './view.tsx';

const root = document.getElementById('root');
if (root !== null) {
  readLanguage(root);
  registerControls();
  startClock();
  const bridge = createBridge<ToGraphPanel, FromGraphPanel, GraphViewState>();
  const state = signal(openState(bridge.keptState()));
  bridge.listen(message => {
    const before = state.value;
    state.value = receive(before, message, Date.now());
    const sentence = changeSentence(before.pipeline, state.value.pipeline);
    if (sentence !== null) announce(sentence);
  });
  const view = computed(() => state.value.view);
  effect(() => bridge.keepState(view.value));
  bridge.send({ type: 'ready', file: state.value.view.file });
  render(<GraphPanelView state={state} send={bridge.send} />, root);
}
