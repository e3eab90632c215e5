// Logs of stages in terminals, which follow live and draw colours and progress bars as the programs meant them.
import * as vscode from 'vscode';
import type { StageRun } from '../../engine/domain/run.ts';
import { formatDuration } from '../../present/format.ts';
import type { App } from '../app.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';
import { stateWord } from '../ui/stateIcon.ts';

export interface LogTarget {
  readonly project: Project;
  readonly runId: string;
  readonly stage: string;
}
export interface Logs {
  show(target: LogTarget): void;
}

const sliceBytes = 256_000;
/** While nobody tells of new text: a look at this pace, since events may be away. */
const slowLook = 2000;

export function openLogs(app: App): Logs {
  const open = new Map<string, vscode.Terminal>();
  app.context.subscriptions.push(
    vscode.window.onDidCloseTerminal(closed => {
      for (const [key, terminal] of open) if (terminal === closed) open.delete(key);
    }),
  );
  return {
    show(target) {
      const key = `${target.project.root}\n${target.runId}\n${target.stage}`;
      const known = open.get(key);
      if (known !== undefined) return known.show(true);
      const name = vscode.l10n.t('{0} log', target.stage);
      const terminal = vscode.window.createTerminal({
        name,
        pty: followLog(target),
        iconPath: new vscode.ThemeIcon('output'),
        isTransient: true,
      });
      open.set(key, terminal);
      return terminal.show(true);
    },
  };
}

/** A terminal that only shows: what is typed goes nowhere. */
function followLog({ project, runId, stage }: LogTarget): vscode.Pseudoterminal {
  const output = new vscode.EventEmitter<string>();
  const closing = new AbortController();
  let offset = 0;
  let wake: () => void = () => undefined;
  const listener = project.onEvent(event => {
    const isMine =
      (event.type === 'log' && event.runId === runId && event.stage === stage) ||
      (event.type === 'pipeline-run' && event.run.id === runId);
    if (isMine) wake();
  });

  const read = async (): Promise<'more' | 'wait' | 'ended'> => {
    const slice = await (await project.connection()).log({ run: runId, stage, offset, limit: sliceBytes });
    offset = slice.next;
    if (slice.text !== '') output.fire(slice.text.replace(/\r?\n/g, '\r\n'));
    if (slice.text !== '') return 'more';
    return slice.ended ? 'ended' : 'wait';
  };
  const follow = async (): Promise<void> => {
    let isAway = false;
    while (!closing.signal.aborted) {
      try {
        const next = await read();
        isAway = false;
        if (next === 'ended') return output.fire(ending(project, runId, stage));
        if (next === 'wait') await new Promise<void>(resolve => startWait(resolve, r => (wake = r)));
      } catch (error) {
        if (!isAway) output.fire(dim(problemText(error)));
        isAway = true;
        await new Promise(resolve => setTimeout(resolve, slowLook));
      }
    }
  };
  return {
    onDidWrite: output.event,
    open: () => void follow(),
    close() {
      closing.abort();
      listener.dispose();
      wake();
    },
  };
}

function startWait(resolve: () => void, onWake: (wake: () => void) => void): void {
  const timer = setTimeout(resolve, slowLook);
  onWake(() => {
    clearTimeout(timer);
    // Bursts of events are one read.
    setTimeout(resolve, 100);
  });
}

const dim = (text: string): string => `\r\n\u001b[2m${text}\u001b[0m\r\n`;

function ending(project: Project, runId: string, stage: string): string {
  const run =
    project.snapshot?.pipelines
      .flatMap(({ stages }) => stages)
      .find(({ last }) => last?.runId === runId && last.stage === stage)?.last ?? null;
  return dim(run === null ? vscode.l10n.t('The stage has ended.') : endingText(run));
}
function endingText({ stage, state, startedAt, endedAt }: StageRun): string {
  const word = `${stage} · ${stateWord(state)}`;
  return startedAt === null || endedAt === null ? word : `${word} · ${formatDuration(endedAt - startedAt)}`;
}
