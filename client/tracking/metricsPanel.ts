// The host side of «Metrics»: rows of one experiment and the curves its panel watches, again whenever they grow.
import * as vscode from 'vscode';
import type { ExperimentView } from '../../protocol/api.ts';
import { type FromMetricsPanel, fromMetricsPanel, type ToMetricsPanel } from '../../protocol/panels.ts';
import type { App } from '../app.ts';
import { atMostEvery } from '../atMostEvery.ts';
import type { PipelineNode } from '../nodes.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';
import { fillPanel } from '../ui/panel.ts';

/** Runs to choose in the panel. */
export interface Selection {
  readonly runIds: readonly string[];
  readonly mode: 'runs' | 'compare';
}
export interface MetricsPanel {
  readonly view: vscode.WebviewPanel;
  select(selection: Selection): void;
}
interface MetricsPanelOptions {
  readonly root: string;
  /** By name: ids differ between sources. */
  readonly experiment: string;
  readonly view: vscode.WebviewPanel;
}
const maxRows = 10_000;
const maxPoints = 2000;
/** Curves and rows are asked for at most twice a second. */
const pace = 500;

export function openMetricsPanel(app: App, { root, experiment, view }: MetricsPanelOptions): MetricsPanel {
  let watched: Pick<Extract<FromMetricsPanel, { type: 'watch' }>, 'runIds' | 'keys'> = { runIds: [], keys: [] };
  let isListening = false;
  let wanted: Selection | null = null;
  const project = () => app.projects.byRoot(root);

  const sendRows = atMostEvery(
    pace,
    async () => {
      const own = project();
      const found = findExperiment(own, experiment);
      if (own == null || found === null || !isListening) return;
      const rows = await (await own.connection()).runs({ experiment: found.id, level: 'all', limit: maxRows });
      panel.send({
        type: 'runs',
        experiment: found.name,
        rows,
        updatedAt: Date.now(),
        main: found.main?.metric ?? null,
        directions: found.directions,
      });
      if (wanted !== null) panel.send({ type: 'select', ...wanted });
      wanted = null;
    },
    troubled,
  );
  const sendCurves = atMostEvery(
    pace,
    async () => {
      const own = project();
      if (own == null || watched.runIds.length === 0 || watched.keys.length === 0 || !isListening) return;
      const curves = await (await own.connection()).history({ ...watched, maxPoints });
      panel.send({ type: 'curves', curves });
    },
    troubled,
  );
  const sendLink = () => {
    const link = project()?.link;
    panel.send({
      type: 'link',
      state: link?.state === 'lost' ? 'lost' : 'live',
      message: link?.state === 'lost' ? link.message : null,
    });
  };
  function troubled(error: unknown): void {
    app.log.warn(`metrics of ${experiment}: ${problemText(error)}`);
    sendLink();
  }

  const panel = fillPanel<ToMetricsPanel, FromMetricsPanel>(app, view, {
    bundle: 'metrics',
    schema: fromMetricsPanel,
    async receive(message) {
      switch (message.type) {
        case 'ready':
          isListening = true;
          sendLink();
          sendRows.soon();
          return sendCurves.soon();
        case 'watch':
          watched = { runIds: message.runIds, keys: message.keys };
          return sendCurves.soon();
        case 'state':
          return;
        case 'copy':
          return vscode.env.clipboard.writeText(message.text);
        case 'openRun':
          return vscode.commands.executeCommand('trainyard.tracking.reveal', root, experiment, message.runId);
        case 'openLog':
          return vscode.commands.executeCommand('trainyard.tracking.logOf', root, message.runId);
        case 'reconnect':
          return project()?.reconnect();
        case 'runPipeline':
          return vscode.commands.executeCommand('trainyard.runner.runPipeline', pipelineOf(project(), experiment));
      }
    },
  });

  const listeners = vscode.Disposable.from(
    app.projects.onDidChange(event => {
      if (event.project !== null && event.project.root !== root) return;
      if (event.change === 'link' || event.change === 'list') sendLink();
      if (event.change === 'pipelines' || !view.visible) return;
      sendRows.soon();
      sendCurves.soon();
    }),
    view.onDidChangeViewState(() => {
      // A hidden panel is not fed; it catches up when it is seen.
      if (!view.visible) isListening = false;
    }),
    sendRows,
    sendCurves,
  );
  view.onDidDispose(() => listeners.dispose());
  return {
    view,
    select(selection) {
      if (isListening) panel.send({ type: 'select', ...selection });
      else wanted = selection;
    },
  };
}

/** The pipeline whose runs these are: its experiment bears its name. Undefined asks. */
function pipelineOf(project: Project | null, experiment: string): PipelineNode | undefined {
  const pipeline = project?.snapshot?.pipelines.find(({ name }) => name === experiment);
  return project === null || pipeline === undefined ? undefined : { kind: 'pipeline', project, file: pipeline.file };
}

/** Experiments of one name in two sources: the one that is written comes first. */
function findExperiment(project: Project | null, name: string): ExperimentView | null {
  const all = project?.snapshot?.experiments.filter(view => view.name === name) ?? [];
  return all.find(({ source }) => source.writable) ?? all[0] ?? null;
}
