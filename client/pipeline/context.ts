// Context keys that menus and welcome views ask for, set only when they change.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { isActive } from '../pipelineState.ts';

export function registerContext(app: App): void {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `trainyard.${key}`, value);
  };
  const update = () => {
    const { all, isReady } = app.projects;
    const snapshots = all.flatMap(({ snapshot }) => snapshot ?? []);
    const pipelines = snapshots.flatMap(snapshot => snapshot.pipelines);
    // Ready: the folders were searched, and every project answered or is known not to.
    set('ready', isReady && all.every(({ link, snapshot }) => snapshot !== null || link.state === 'lost'));
    set('hasProject', all.length > 0);
    set('hasPipelines', pipelines.length > 0);
    set(
      'hasRuns',
      snapshots.some(({ experiments }) => experiments.some(({ runCount }) => runCount > 0)),
    );
    set(
      'hasModels',
      snapshots.some(({ models }) => (models ?? []).length > 0),
    );
    set(
      'hasTargets',
      pipelines.some(({ targets = [] }) => targets.length > 0),
    );
    const deployments = snapshots.flatMap(snapshot => (snapshot.deployments ?? []).map(({ deployment }) => deployment));
    set('hasDeployments', deployments.length > 0);
    set(
      'isRolling',
      deployments.some(({ candidate }) => candidate !== null),
    );
    set(
      'isHolding',
      deployments.some(({ rollout }) => rollout?.state === 'holding'),
    );
    set(
      'isAwaiting',
      deployments.some(({ rollout }) => rollout?.state === 'awaiting-approval'),
    );
    const monitors = snapshots.flatMap(snapshot => snapshot.monitors ?? []);
    set('hasMonitors', monitors.length > 0);
    set(
      'hasAlerts',
      monitors.some(({ alerts }) => alerts.some(({ endedAt }) => endedAt === null)),
    );
    set(
      'hasRun',
      pipelines.some(({ run }) => run !== null && !isActive(run)),
    );
    set(
      'isRunning',
      pipelines.some(({ run }) => isActive(run)),
    );
    set(
      'isLost',
      all.some(({ link, snapshot }) => link.state === 'lost' && snapshot === null),
    );
  };
  app.context.subscriptions.push(app.projects.onDidChange(update));
  update();
}
