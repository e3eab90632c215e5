// Asks for an experiment or for runs, with the number that helps to choose.
import * as vscode from 'vscode';
import { formatRelative } from '../../present/format.ts';
import type { App } from '../app.ts';
import type { ExperimentNode, RunNode } from '../nodes.ts';
import { runIcon } from '../ui/runIcon.ts';
import { experimentDescription, runDescription } from './rows.ts';
import type { RunCache } from './runCache.ts';

export async function askExperiment(app: App, title: string, fewest = 1): Promise<ExperimentNode | undefined> {
  const all = app.projects.all
    .flatMap(project =>
      (project.snapshot?.experiments ?? []).map(
        (experiment): ExperimentNode => ({ kind: 'experiment', project, experiment }),
      ),
    )
    .filter(({ experiment }) => experiment.runCount >= fewest)
    .sort((a, b) => (b.experiment.updatedAt ?? 0) - (a.experiment.updatedAt ?? 0));
  if (all.length <= 1) return all[0];
  const items = all.map(node => ({
    label: node.experiment.name,
    description: experimentDescription(node.experiment),
    iconPath: new vscode.ThemeIcon('beaker'),
    node,
  }));
  return (
    await vscode.window.showQuickPick(items, {
      title,
      placeHolder: vscode.l10n.t('Choose an experiment'),
      matchOnDescription: true,
    })
  )?.node;
}

/** Two runs or more; the best and the newest are chosen already. `against`: the others to hold one run against. */
export async function askRuns(
  cache: RunCache,
  { project, experiment }: ExperimentNode,
  against: RunNode | null = null,
): Promise<readonly RunNode[] | undefined> {
  const rows = (await cache.parents(project, experiment)).filter(({ id }) => id !== against?.row.id);
  const now = Date.now();
  const best = experiment.main?.bestRunId;
  const newest = rows.filter(({ id }) => id !== best).slice(0, best === undefined ? 2 : 1);
  const likely = new Set(against === null ? [best, ...newest.map(({ id }) => id)] : [best ?? rows[0]?.id]);
  const items = rows.map(row => ({
    label: row.name,
    description: withTime(runDescription(row, experiment, false, now), row.startedAt, now),
    iconPath: runIcon(row.id),
    picked: likely.has(row.id),
    node: { kind: 'run', project, experiment, row, isChild: false } as const,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title:
      against === null
        ? vscode.l10n.t('Compare Runs · {0}', experiment.name)
        : vscode.l10n.t('Compare {0} With', against.row.name),
    placeHolder: against === null ? vscode.l10n.t('Choose two runs or more') : vscode.l10n.t('Choose one run or more'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ node }) => node);
}

/** Runs of one name and number are told apart by when they ran. */
function withTime(description: string, startedAt: number | null, now: number): string {
  const time = startedAt === null ? '' : formatRelative(now, startedAt);
  return time === '' || description.includes(time) ? description : `${description} · ${time}`;
}
