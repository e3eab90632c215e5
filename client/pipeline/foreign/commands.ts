// Commands that carry pipelines of other tools out with their own programs.
import * as vscode from 'vscode';
import { foreignStageLine } from '../../../present/foreignText.ts';
import type { OutsideRun } from '../../../present/outsideCommand.ts';
import { type Command, command } from '../../commands.ts';
import { asNode } from '../../nodes.ts';
import { tellUntrusted } from '../../untrusted.ts';
import type { ForeignPipelines } from './foreignPipelines.ts';
import type { ForeignFile } from './readForeign.ts';

type Run = (file: ForeignFile, run: OutsideRun) => Promise<void>;

/** Arguments: a row, or the file's URI and a stage's name or null. */
export const outsideCommands = (foreign: ForeignPipelines, run: Run): readonly Command[] => {
  const carryOut = async (args: readonly unknown[], mode: OutsideRun['mode']): Promise<void> => {
    if (!vscode.workspace.isTrusted) return tellUntrusted();
    const file = await findForeign(foreign, args[0]);
    if (file === null) return;
    const node = asNode(args[0], 'foreign-stage');
    const named = node === null ? args[1] : (node.member ?? node.stage);
    const stage = typeof named === 'string' ? named : await stageWhereNeeded(file);
    if (stage !== undefined) await run(file, { stage, mode });
  };
  return [
    command('trainyard.pipeline.runOutside', (_app, ...args) => carryOut(args, 'upTo')),
    command('trainyard.pipeline.runOutsideToHere', (_app, ...args) => carryOut(args, 'upTo')),
    command('trainyard.pipeline.runOutsideStage', (_app, ...args) => carryOut(args, 'only')),
  ];
};

/** The file of a row or an address, else that of the open editor; null for any other. */
export async function findForeign(foreign: ForeignPipelines, arg: unknown): Promise<ForeignFile | null> {
  const node = asNode(arg, 'foreign') ?? asNode(arg, 'foreign-stage');
  const uri =
    node !== null
      ? vscode.Uri.parse(node.uri, true)
      : arg instanceof vscode.Uri
        ? arg
        : typeof arg === 'string' && /^[a-z][\w+.-]*:\//.test(arg)
          ? vscode.Uri.parse(arg, true)
          : arg === undefined
            ? vscode.window.activeTextEditor?.document.uri
            : undefined;
  return uri === undefined ? null : (foreign.of(uri.toString()) ?? (await foreign.look(uri)));
}

/** Null: the file as a whole. Undefined: the person turned away. */
async function stageWhereNeeded({ path, pipeline }: ForeignFile): Promise<string | null | undefined> {
  if (pipeline?.tool == null || pipeline.tool.file !== null || pipeline.stages.length === 0) return null;
  const items = pipeline.stages.map(stage => ({ label: stage.name, description: foreignStageLine(stage) }));
  if (items.length === 1) return items[0]?.label;
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Run in Terminal · {0}', path),
    placeHolder: vscode.l10n.t('Choose a stage'),
    matchOnDescription: true,
  });
  return chosen?.label;
}
