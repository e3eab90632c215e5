// Entry of the metrics panel: language, theme, state, first render.
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../components/base.css';
import '../components/chart.css';
import '../components/grid.css';
import './metrics.css';
import { createBridge } from '../bridge.ts';
import { startClock } from '../components/clock.ts';
import { registerControls } from '../components/controls.ts';
import { readLanguage } from '../language.ts';
import { watchTheme } from '../theme.ts';
import { openStore } from './store.ts';
import { MetricsView } from './view.tsx';

const root = document.getElementById('root');
if (root !== null) {
  readLanguage(root);
  registerControls();
  watchTheme();
  startClock();
  render(<MetricsView store={openStore(createBridge())} />, root);
}
