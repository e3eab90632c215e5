// Carries a file of a foreign format out with its own program, in a terminal that shows the command.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { OutsideAsk, OutsideTool } from '../../../engine/domain/foreignPipeline.ts';
import { type OutsideRun, outsideCommand } from '../../../present/outsideCommand.ts';
import { shellLine, shellOf } from '../../../present/shellLine.ts';
import type { App } from '../../app.ts';
import type { ForeignFile } from './readForeign.ts';

type Terminals = Map<string, vscode.Terminal>;

/** Runs in the file's folder, in the terminal of the last time where that is free. */
export function createOutside(app: App): (file: ForeignFile, run: OutsideRun) => Promise<void> {
  const terminals: Terminals = new Map();
  const busy = new Set<vscode.Terminal>();
  app.context.subscriptions.push(
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => busy.add(terminal)),
    vscode.window.onDidEndTerminalShellExecution(({ terminal }) => busy.delete(terminal)),
    vscode.window.onDidCloseTerminal(terminal => busy.delete(terminal)),
  );
  return async (file, run) => {
    const tool = file.pipeline?.tool ?? null;
    const argv = tool === null ? null : outsideCommand(tool, run);
    if (tool === null || argv === null) return tellNoProgram(file, run);
    const given = await askAll(tool.asks.filter(({ stage }) => stage === null || stage === (run.stage ?? 'main')));
    if (given === null) return;
    const line = shellLine([...argv, ...given], shellOf(vscode.env.shell));
    if (line === null) return tellUntypable();
    if (!(await agreeToChange(app, file, tool, line))) return;
    await saveAround(file.uri);
    const folder = vscode.Uri.joinPath(file.uri, '..');
    const program = argv[0] ?? '';
    const key = `${program}\n${folder.toString()}`;
    const last = terminals.get(key);
    const terminal =
      last !== undefined && isFree(last, busy)
        ? last
        : vscode.window.createTerminal({ name: `${program} · ${basename(folder.path)}`, cwd: folder });
    terminals.set(key, terminal);
    terminal.show();
    terminal.sendText(line);
    // Values that were asked for may be secrets.
    app.log.info(`in a terminal: ${argv.join(' ')}`);
  };
}

/** Known only where the shell tells the editor what it runs. */
const isFree = (terminal: vscode.Terminal, busy: ReadonlySet<vscode.Terminal>): boolean =>
  terminal.exitStatus === undefined && terminal.shellIntegration !== undefined && !busy.has(terminal);

/** Null: the person turned away. */
async function askAll(asks: readonly OutsideAsk[]): Promise<readonly string[] | null> {
  const given: string[] = [];
  for (const [index, { flag, name, type }] of asks.entries()) {
    const value = await vscode.window.showInputBox({
      title:
        asks.length === 1
          ? vscode.l10n.t('Value of {0}', name)
          : vscode.l10n.t('Value of {0} ({1} of {2})', name, index + 1, asks.length),
      prompt: vscode.l10n.t('{0}: the file gives it no value.', type),
      ignoreFocusOut: true,
      validateInput: text =>
        type === 'float' && (text.trim() === '' || Number.isNaN(Number(text)))
          ? vscode.l10n.t('A number is needed.')
          : null,
    });
    if (value === undefined) return null;
    given.push(flag, `${name}=${value}`);
  }
  return given;
}

/** Asked once for each file, since it reaches beyond this machine. */
async function agreeToChange(app: App, file: ForeignFile, { changes }: OutsideTool, line: string): Promise<boolean> {
  if (changes === null) return true;
  const key = `commands.shown:${file.uri.toString()}`;
  if (app.context.workspaceState.get<boolean>(key) === true) return true;
  const texts = {
    cluster: vscode.l10n.t('This changes the cluster that your Kubernetes configuration points to.'),
    cloud: vscode.l10n.t('This starts a job in the Azure ML workspace that your command line is signed in to.'),
    'feature-store': vscode.l10n.t('This changes the registry and the stores that the file names.'),
  };
  const run = vscode.l10n.t('Run in Terminal');
  const answer = await vscode.window.showWarningMessage(line, { modal: true, detail: texts[changes] }, run);
  if (answer !== run) return false;
  await app.context.workspaceState.update(key, true);
  return true;
}

/** Files of the folder, as before a run of ours. */
async function saveAround(uri: vscode.Uri): Promise<void> {
  if (!vscode.workspace.getConfiguration('trainyard', uri).get<boolean>('run.saveFirst', true)) return;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const isAround = (other: vscode.Uri): boolean =>
    folder === undefined
      ? other.toString() === uri.toString()
      : vscode.workspace.getWorkspaceFolder(other)?.index === folder.index;
  const changed = vscode.workspace.textDocuments.filter(
    document => document.isDirty && !document.isUntitled && isAround(document.uri),
  );
  await Promise.all(changed.map(document => document.save()));
}

function tellUntypable(): void {
  const text = vscode.l10n.t(
    'A name or value of this command cannot be typed into a terminal, so nothing was started.',
  );
  void vscode.window.showWarningMessage(text);
}

function tellNoProgram({ path, pipeline }: ForeignFile, { stage }: OutsideRun): void {
  const text =
    pipeline?.tool == null
      ? vscode.l10n.t('No program of this machine is known that carries {0} out.', path)
      : stage === null
        ? vscode.l10n.t('{0} is carried out stage by stage. Choose one of its stages.', path)
        : vscode.l10n.t('Single stages of {0} cannot be carried out. Run the file as a whole.', path);
  void vscode.window.showInformationMessage(text);
}
