// Asks for the pipeline, stage or run a command lacks: most likely first, with the number that helps to choose.
import * as vscode from 'vscode';
import { formatRelative } from '../present/format.ts';
import type { PipelineView, StageView } from '../protocol/api.ts';
import type { App } from './app.ts';
import { asNode, type PipelineNode, type StageNode } from './nodes.ts';
import { isActive } from './pipelineState.ts';
import { stateIcon, stateWord } from './ui/stateIcon.ts';

export interface PipelineTarget extends PipelineNode {
  readonly view: PipelineView;
}
export interface StageTarget extends StageNode {
  readonly view: PipelineView;
}

/** Every pipeline of the window: that of the open editor first, then the one run last. */
export function allPipelines(app: App): readonly PipelineTarget[] {
  const open = vscode.window.activeTextEditor?.document.uri.toString();
  const score = (target: PipelineTarget) =>
    target.project.uri(target.file).toString() === open ? Number.POSITIVE_INFINITY : (target.view.run?.createdAt ?? 0);
  return app.projects.all
    .flatMap(project =>
      (project.snapshot?.pipelines ?? []).map(
        (view): PipelineTarget => ({ kind: 'pipeline', project, file: view.file, view }),
      ),
    )
    .sort((a, b) => score(b) - score(a));
}

export function findPipeline(app: App, arg: unknown): PipelineTarget | null {
  const node = asNode(arg, 'pipeline') ?? asNode(arg, 'stage') ?? asNode(arg, 'gates') ?? asNode(arg, 'gate');
  const uri =
    arg instanceof vscode.Uri
      ? arg
      : typeof arg === 'string' && arg.startsWith('file:')
        ? vscode.Uri.parse(arg, true)
        : null;
  return (
    allPipelines(app).find(({ project, file }) =>
      node !== null
        ? project.root === node.project.root && file === node.file
        : uri !== null && project.uri(file).fsPath === uri.fsPath,
    ) ?? null
  );
}

/** The pipeline a command is about; undefined when the person turned away. */
export async function askPipeline(
  app: App,
  arg: unknown,
  options: { readonly title: string; readonly only?: (target: PipelineTarget) => boolean },
): Promise<PipelineTarget | undefined> {
  const given = findPipeline(app, arg);
  if (given !== null) return given;
  const all = allPipelines(app).filter(options.only ?? (() => true));
  if (all.length <= 1) return all[0];
  const items = all.map(target => ({
    label: target.view.name,
    description: target.view.run === null ? stateWord('never-run') : pipelineWhen(target.view),
    detail: app.projects.all.length > 1 ? target.project.uri(target.file).fsPath : target.file,
    iconPath: stateIcon(target.view.run?.state ?? 'never-run'),
    target,
  }));
  return (
    await vscode.window.showQuickPick(items, {
      title: options.title,
      placeHolder: vscode.l10n.t('Choose a pipeline'),
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.target;
}

function pipelineWhen({ run }: PipelineView): string {
  if (run === null) return '';
  const word = stateWord(run.state);
  return isActive(run) ? word : `${word} ${formatRelative(Date.now(), run.endedAt ?? run.createdAt)}`;
}

/** The stage a command is about, its pipeline asked for too when it is not given. */
export async function askStage(
  app: App,
  args: readonly unknown[],
  options: {
    readonly title: string;
    readonly describe: (stage: StageView) => string;
    readonly likely: (stage: StageView) => number;
  },
): Promise<StageTarget | undefined> {
  const pipeline = await askPipeline(app, args[0], { title: options.title });
  if (pipeline === undefined) return undefined;
  const named = asNode(args[0], 'stage')?.stage ?? (typeof args[1] === 'string' ? args[1] : undefined);
  const stage = named ?? (await chooseStage(pipeline, options));
  return stage === undefined
    ? undefined
    : { kind: 'stage', project: pipeline.project, file: pipeline.file, stage, view: pipeline.view };
}

async function chooseStage(
  { view }: PipelineTarget,
  options: Parameters<typeof askStage>[2],
): Promise<string | undefined> {
  const items = [...view.stages]
    .sort((a, b) => options.likely(b) - options.likely(a))
    .map(stage => ({
      label: stage.name,
      description: options.describe(stage),
      ...(stage.description === null ? {} : { detail: stage.description }),
      iconPath: stateIcon(stage.state),
    }));
  return (
    await vscode.window.showQuickPick(items, {
      title: `${options.title} · ${view.name}`,
      placeHolder: vscode.l10n.t('Choose a stage'),
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.label;
}
