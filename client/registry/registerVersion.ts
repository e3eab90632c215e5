// Registers the model of a run: asks for what is missing, shows progress in the view, and says what came of it.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Connection } from '../../connect/connection.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import { signatureTexts } from '../../present/signatureText.ts';
import { fromWire, type Operation } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import { asNode } from '../nodes.ts';
import { askPipeline, type PipelineTarget } from '../pickers.ts';
import type { Project } from '../project.ts';
import { stateIcon } from '../ui/stateIcon.ts';
import { changeAlias } from './aliases.ts';

interface Chosen {
  readonly target: PipelineTarget;
  readonly runId: string;
}

export async function registerVersion(app: App, arg: unknown): Promise<void> {
  const chosen = await choose(app, arg);
  if (chosen === undefined) return;
  const { target, runId } = chosen;
  const service = await target.project.connection();
  const who = await target.project.who();
  const operation = await vscode.window.withProgress({ location: { viewId: 'trainyard.models' } }, async () =>
    untilEnded(service, await service.register({ key: randomUUID(), pipeline: target.file, runId, who })),
  );
  if (operation.trouble !== null) throw operation.trouble;
  await tellRegistered(app, target, operation);
}

/** The run of a row, or one of the pipeline's that succeeded, the newest first. */
async function choose(app: App, arg: unknown): Promise<Chosen | undefined> {
  const run = asNode(arg, 'run');
  const file = run?.row.tags['trainyard.pipeline'];
  if (run !== null && file !== undefined) {
    const view = run.project.snapshot?.pipelines.find(pipeline => pipeline.file === file);
    if (view !== undefined)
      return { target: { kind: 'pipeline', project: run.project, file, view }, runId: run.row.parentId ?? run.row.id };
  }
  const title = vscode.l10n.t('Register Model Version');
  const target = await askPipeline(app, arg, { title });
  if (target === undefined) return undefined;
  const runId = await askRun(target, title);
  return runId === undefined ? undefined : { target, runId };
}

async function askRun(target: PipelineTarget, title: string): Promise<string | undefined> {
  const service = await target.project.connection();
  const runs = await service.pipelineRuns({ pipeline: target.file, limit: 50 });
  const good = runs.filter(({ state }) => state === 'succeeded');
  if (good.length === 0) {
    const run = vscode.l10n.t('Run Pipeline');
    const asked = vscode.l10n.t('No run of {0} has succeeded yet, so there is nothing to register.', target.view.name);
    if ((await vscode.window.showInformationMessage(asked, run)) === run)
      await vscode.commands.executeCommand('trainyard.runner.runPipeline', target);
    return undefined;
  }
  const now = Date.now();
  const values = await mainValues(target, service);
  const items = good.map(({ id, name, endedAt, createdAt, git }) => ({
    label: name,
    description: [
      ...(values.get(id) ?? []),
      formatRelative(now, endedAt ?? createdAt),
      ...(git === null ? [] : [git.commit.slice(0, 7)]),
    ].join(' · '),
    iconPath: stateIcon('succeeded'),
    id,
  }));
  const placeHolder = vscode.l10n.t('Choose the run whose model is registered');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.id;
}

/** `rmse 32.73 ★`, by run: the number that helps to choose. */
async function mainValues(
  { project, view }: PipelineTarget,
  service: Connection,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const experiment = project.snapshot?.experiments.find(({ name }) => name === view.name);
  const main = experiment?.main ?? null;
  if (experiment === undefined || main === null) return new Map();
  const rows = await service.runs({ experiment: experiment.id, level: 'parents', limit: 200 });
  return new Map(
    rows.map(({ id, metrics }) => {
      const metric = metrics[main.metric];
      const star = id === main.bestRunId && rows.length > 1 ? ' ★' : '';
      return [id, metric === undefined ? [] : [`${main.metric} ${formatNumber(fromWire(metric.value))}${star}`]];
    }),
  );
}

async function untilEnded(service: Connection, first: Operation): Promise<Operation> {
  let operation = first;
  while (operation.state === 'running') {
    await wait(150);
    operation = await service.operation(operation.id);
  }
  return operation;
}

async function tellRegistered(app: App, { project }: PipelineTarget, { result }: Operation): Promise<void> {
  const [model, version] = [String(result?.model ?? ''), Number(result?.version)];
  const toChampion = vscode.l10n.t('Make Champion');
  const changes = await changesOf(project, model, version);
  const done = vscode.l10n.t('{0} v{1} is registered.', model, version);
  const text =
    changes.length === 0
      ? done
      : vscode.l10n.t('{0} Callers of the version before will notice: {1}.', done, changes.join('; '));
  app.log.info(text);
  const tell = changes.length === 0 ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await tell(text, toChampion)) !== toChampion) return;
  await changeAlias({ project, model, alias: 'champion', version });
}

async function changesOf(project: Project, name: string, version: number): Promise<readonly string[]> {
  const found = (await (await project.connection()).models()).find(model => model.name === name);
  const registered = found?.versions.find(one => one.version === version);
  return registered === undefined ? [] : signatureTexts(registered);
}
