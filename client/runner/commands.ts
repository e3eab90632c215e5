// Commands that run, cancel and show logs.
import * as vscode from 'vscode';
import { formatDuration } from '../../present/format.ts';
import { staleNote } from '../../present/stageNotes.ts';
import type { StageView } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { asNode, type LogNode } from '../nodes.ts';
import { allPipelines, askPipeline, askStage, findPipeline } from '../pickers.ts';
import { isActive, runOperation } from '../pipelineState.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';
import { forgetShown } from './consent.ts';
import type { Logs, LogTarget } from './logTerminal.ts';
import { startRun } from './startRun.ts';

const stageNote = ({ state, stale, last }: StageView): string => {
  const reason = staleNote(stale);
  if (state === 'stale' && reason !== null) return reason;
  const took =
    last?.startedAt != null && last.endedAt !== null ? ` · ${formatDuration(last.endedAt - last.startedAt)}` : '';
  return stateWord(state) + took;
};
/** Failed ones first, then those that would run anyway. */
const likelyToRun = ({ state }: StageView): number =>
  state === 'failed' || state === 'lost' ? 2 : state === 'stale' || state === 'never-run' ? 1 : 0;

export const runnerCommands = (logs: Logs): readonly Command[] => [
  command('trainyard.runner.runPipeline', async (app, arg) => {
    const target = await askPipeline(app, arg, {
      title: vscode.l10n.t('Run Pipeline'),
      only: ({ view }) => view.problem === null && !isActive(view.run),
    });
    if (target !== undefined) await startRun(app, target, {});
  }),
  command('trainyard.runner.runStage', (app, ...args) => runOneStage(app, args, 'only', vscode.l10n.t('Run Stage'))),
  command('trainyard.runner.runToStage', (app, ...args) =>
    runOneStage(app, args, 'upTo', vscode.l10n.t('Run to Stage')),
  ),
  // As above, for menus of a stage: their titles need no dots, since nothing is asked.
  command('trainyard.runner.runThisStage', (app, ...args) =>
    runOneStage(app, args, 'only', vscode.l10n.t('Run Stage')),
  ),
  command('trainyard.runner.runToThisStage', (app, ...args) =>
    runOneStage(app, args, 'upTo', vscode.l10n.t('Run to Stage')),
  ),
  command('trainyard.runner.runStageAnyway', async (app, ...args) => {
    const target = await askStage(app, args, {
      title: vscode.l10n.t('Run Even If Unchanged'),
      describe: stageNote,
      likely: likelyToRun,
    });
    if (target !== undefined)
      await startRun(app, target, { select: { mode: 'only', stages: [target.stage] }, force: [target.stage] });
  }),
  command('trainyard.runner.cancel', async (app, arg) => {
    const running = ({
      view,
    }: {
      readonly view: {
        readonly run: { readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' } | null;
      };
    }) => isActive(view.run);
    const target = await askPipeline(app, arg, { title: vscode.l10n.t('Cancel Run'), only: target => running(target) });
    const { snapshot } = target?.project ?? { snapshot: null };
    const operation = snapshot !== null && target?.view.run != null ? runOperation(snapshot, target.view.run.id) : null;
    if (target === undefined || operation === null)
      return void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is running.'));
    await (await target.project.connection()).cancel(operation.id);
  }),
  command('trainyard.runner.showLog', async (app, ...args) => {
    const target = await askLog(app, args);
    if (target === undefined) return;
    if (target === null) app.log.show();
    else logs.show(target);
  }),
  command('trainyard.runner.openLogFile', async (app, ...args) => {
    const target = await askLog(app, args);
    if (target == null) return;
    const { file } = await (await target.project.connection()).log({
      run: target.runId,
      stage: target.stage,
      offset: 0,
      limit: 1,
    });
    await vscode.window.showTextDocument(target.project.uri(file), { preview: true });
  }),
  command('trainyard.runner.manageCommands', app => forgetShown(app)),
];

async function runOneStage(app: App, args: readonly unknown[], mode: 'only' | 'upTo', title: string): Promise<void> {
  const target = await askStage(app, args, { title, describe: stageNote, likely: likelyToRun });
  if (target !== undefined) await startRun(app, target, { select: { mode, stages: [target.stage] } });
}

/** Null: nothing has run, so there is only the extension's own log. Undefined: the person turned away. */
async function askLog(app: App, args: readonly unknown[]): Promise<LogTarget | null | undefined> {
  const ended = asNode(args[0], 'log');
  if (ended !== null) return askLogOfRun(ended, args[1]);
  const stage = asNode(args[0], 'stage')?.stage ?? (typeof args[1] === 'string' ? args[1] : null);
  const given = findPipeline(app, args[0]);
  const candidates = (given === null ? allPipelines(app) : [given]).flatMap(({ project, view }) =>
    view.stages.flatMap(({ name, state, last }) =>
      last?.startedAt == null || (stage !== null && name !== stage)
        ? []
        : [{ project, runId: last.runId, stage: name, state, startedAt: last.startedAt, pipeline: view.name }],
    ),
  );
  if (candidates.length === 0) return null;
  return chooseLog(candidates, stage !== null);
}

function askLogOfRun({ project, run }: LogNode, stage: unknown): Promise<LogTarget | undefined> {
  const candidates = run.stages.flatMap(({ stage: name, state, startedAt }) =>
    startedAt === null || (typeof stage === 'string' && name !== stage)
      ? []
      : [{ project, runId: run.id, stage: name, state, startedAt, pipeline: run.pipelineName }],
  );
  return chooseLog(candidates, typeof stage === 'string');
}

interface LogCandidate extends LogTarget {
  readonly state: StageView['state'];
  readonly startedAt: number;
  readonly pipeline: string;
}
async function chooseLog(candidates: readonly LogCandidate[], isGiven: boolean): Promise<LogTarget | undefined> {
  if (candidates.length === 1 && isGiven) return candidates[0];
  const urgent = ({ state }: LogCandidate) => (state === 'running' ? 2 : state === 'failed' ? 1 : 0);
  const items = [...candidates]
    .sort((a, b) => urgent(b) - urgent(a) || b.startedAt - a.startedAt)
    .map(target => ({
      label: target.stage,
      description: `${stateWord(target.state)} · ${target.pipeline}`,
      iconPath: stateIcon(target.state),
      target,
    }));
  return (
    await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Show Log'),
      placeHolder: vscode.l10n.t('Choose a stage'),
      matchOnDescription: true,
    })
  )?.target;
}
