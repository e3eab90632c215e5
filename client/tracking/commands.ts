// Commands about experiments and runs: table, comparison, artifacts, copies.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { asNode, type ExperimentNode, type LogNode, type RunNode } from '../nodes.ts';
import type { Project } from '../project.ts';
import { findRun } from './findRun.ts';
import type { MetricsPanels } from './metricsPanels.ts';
import { askExperiment, askRuns } from './pickRuns.ts';
import type { RunCache } from './runCache.ts';
import { runsMarkdown } from './runsMarkdown.ts';
import type { Node } from './tree.ts';

interface Parts {
  readonly cache: RunCache;
  readonly tree: vscode.TreeView<Node>;
  readonly panels: MetricsPanels;
}

export const trackingCommands = ({ cache, tree, panels }: Parts): readonly Command[] => [
  command('trainyard.tracking.openMetrics', async (app, arg) => {
    const run = asNode(arg, 'run');
    if (run !== null) return panels.open(run, { runIds: [run.row.id], mode: 'runs' });
    const experiment = asNode(arg, 'experiment') ?? (await askExperiment(app, vscode.l10n.t('Open Metrics')));
    if (experiment !== undefined) panels.open(experiment, null);
  }),
  command('trainyard.tracking.openTable', (_app, arg) => {
    const experiment = asNode(arg, 'experiment');
    if (experiment !== null) panels.open(experiment, null);
  }),
  command('trainyard.tracking.compareRuns', async (app, arg) => {
    const experiment = asNode(arg, 'experiment') ?? (await askExperiment(app, vscode.l10n.t('Compare Runs'), 2));
    if (experiment === undefined) return;
    const runs = await askRuns(cache, experiment);
    if (runs !== undefined) compare(panels, experiment, runs);
  }),
  command('trainyard.tracking.compareSelected', (_app, arg) => {
    const runs = chosenRuns(tree, arg);
    const [first] = runs;
    if (first !== undefined) compare(panels, first, runs);
  }),
  command('trainyard.tracking.compareWith', async (_app, arg) => {
    const run = asNode(arg, 'run');
    if (run === null) return;
    const others = await askRuns(cache, { kind: 'experiment', project: run.project, experiment: run.experiment }, run);
    if (others !== undefined) compare(panels, run, [run, ...others]);
  }),
  command('trainyard.tracking.openArtifacts', async (app, arg) => {
    const run = asNode(arg, 'run');
    if (run !== null) await openArtifacts(app, run);
  }),
  command('trainyard.tracking.showRunLog', async (_app, arg) => {
    const run = asNode(arg, 'run');
    if (run !== null) await showRunLog({ project: run.project, runId: run.row.id });
  }),
  // From the panel: a run is named by its id alone.
  command('trainyard.tracking.reveal', async (app, root, experiment, runId) => {
    const node = await findRun(app, cache, { root, experiment, runId });
    if (node !== null) await tree.reveal(node, { select: true, focus: true });
  }),
  command('trainyard.tracking.logOf', async (app, root, runId) => {
    const project = typeof root === 'string' ? app.projects.byRoot(root) : null;
    if (project !== null && typeof runId === 'string') await showRunLog({ project, runId });
  }),
  command('trainyard.tracking.copyRunId', async (_app, arg) => {
    await vscode.env.clipboard.writeText(
      chosenRuns(tree, arg)
        .map(({ row }) => row.id)
        .join('\n'),
    );
  }),
  command('trainyard.tracking.copyMarkdown', async (_app, arg) => {
    await vscode.env.clipboard.writeText(runsMarkdown(chosenRuns(tree, arg).map(({ row }) => row)));
  }),
];

/** The rows chosen in the tree when the clicked one is among them, else the clicked one alone. */
function chosenRuns(tree: vscode.TreeView<Node>, arg: unknown): readonly RunNode[] {
  const clicked = asNode(arg, 'run');
  const selected = tree.selection.filter((node): node is RunNode => node.kind === 'run');
  if (clicked === null) return selected;
  return selected.some(({ row }) => row.id === clicked.row.id) ? selected : [clicked];
}

function compare(
  panels: MetricsPanels,
  experiment: Pick<ExperimentNode, 'project' | 'experiment'>,
  runs: readonly RunNode[],
): void {
  if (runs.length < 2) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Choose two runs or more to compare them.'));
    return;
  }
  panels.open(experiment, { runIds: runs.map(({ row }) => row.id), mode: 'compare' });
}

async function openArtifacts(app: App, { project, row }: RunNode): Promise<void> {
  const { artifactFolder } = await (await project.connection()).run(row.id);
  const uri = artifactFolder === null ? null : vscode.Uri.file(artifactFolder);
  const isThere =
    uri !== null &&
    (await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    ));
  if (uri === null || !isThere) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no artifacts in a folder of this machine.', row.name),
    );
    return;
  }
  app.log.debug(`artifacts ${uri.fsPath}`);
  await vscode.commands.executeCommand(
    vscode.workspace.getWorkspaceFolder(uri) === undefined ? 'revealFileInOS' : 'revealInExplorer',
    uri,
  );
}

/** A stage's run shows its own log, a pipeline's run asks for the stage. */
async function showRunLog({ project, runId }: { readonly project: Project; readonly runId: string }): Promise<void> {
  const service = await project.connection();
  const { row } = await service.run(runId);
  const run = (await service.run(row.parentId ?? row.id)).pipelineRun;
  const stage = run?.stages.find(({ id }) => id === row.id)?.stage;
  if (run === null)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} was not run by a pipeline, so there is no log of it.', row.name),
    );
  else
    await vscode.commands.executeCommand(
      'trainyard.runner.showLog',
      { kind: 'log', project, run } satisfies LogNode,
      stage,
    );
}
