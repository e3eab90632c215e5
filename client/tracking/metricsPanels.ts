// The panels «Metrics» of the window: one per experiment, alive again after a reload.
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { ExperimentNode } from '../nodes.ts';
import { createPanel } from '../ui/panel.ts';
import { type MetricsPanel, openMetricsPanel, type Selection } from './metricsPanel.ts';

const viewType = 'trainyard.metrics';
const savedState = v.looseObject({ experiment: v.string() });
export interface MetricsPanels {
  /** Shows an experiment's panel, with runs chosen where asked. */
  open(node: Pick<ExperimentNode, 'project' | 'experiment'>, select: Selection | null): void;
}

export function registerMetricsPanels(app: App): MetricsPanels {
  const open = new Map<string, MetricsPanel>();
  const keyOf = (root: string, experiment: string) => `${root}\n${experiment}`;
  const show = (root: string, experiment: string, view: vscode.WebviewPanel): MetricsPanel => {
    const panel = openMetricsPanel(app, { root, experiment, view });
    open.set(keyOf(root, experiment), panel);
    void app.context.workspaceState.update(`metrics.root:${experiment}`, root);
    view.onDidDispose(() => open.delete(keyOf(root, experiment)));
    return panel;
  };
  app.context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(view, state) {
        const saved = v.safeParse(savedState, state);
        const root = saved.success
          ? app.context.workspaceState.get<string>(`metrics.root:${saved.output.experiment}`)
          : undefined;
        if (!saved.success || root === undefined) view.dispose();
        else show(root, saved.output.experiment, view);
      },
    }),
  );
  return {
    open({ project, experiment }, select) {
      const known = open.get(keyOf(project.root, experiment.name));
      known?.view.reveal();
      const panel =
        known ??
        show(
          project.root,
          experiment.name,
          createPanel(app, viewType, vscode.l10n.t('Metrics: {0}', experiment.name), vscode.ViewColumn.Active),
        );
      if (select !== null) panel.select(select);
    },
  };
}
