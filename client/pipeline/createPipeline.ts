// «Create Pipeline…»: looks what a folder has, proposes stages, writes pipeline.yaml and opens it.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import {
  type FolderContents,
  isScript,
  type PipelineProposal,
  pipelineText,
  proposePipeline,
  scriptLimits,
} from '../../present/proposePipeline.ts';
import type { App } from '../app.ts';

const skipped = '**/{node_modules,.venv,venv,.git,.trainyard,mlruns,__pycache__,site-packages,build,dist}/**';
const maxFiles = 5000;

export async function createPipeline(app: App): Promise<void> {
  const folder = await askFolder();
  if (folder === undefined) return;
  const target = vscode.Uri.joinPath(folder, 'pipeline.yaml');
  if (await exists(target)) {
    await vscode.window.showTextDocument(target);
    void vscode.window.showInformationMessage(vscode.l10n.t('This folder has a pipeline.yaml already; here it is.'));
    return;
  }
  const proposal = proposePipeline(basename(folder.fsPath), await readFolder(folder));
  const stages = await chooseStages(proposal);
  if (stages === undefined) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(pipelineText({ ...proposal, stages })));
  await vscode.window.showTextDocument(target);
  await app.projects.rescan();
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0]?.uri;
  return (
    await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Choose the folder of the new pipeline') })
  )?.uri;
}

async function readFolder(folder: vscode.Uri): Promise<FolderContents> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), skipped, maxFiles);
  const files = found.map(uri => uri.path.slice(folder.path.length + 1)).sort();
  const scripts: Record<string, string> = {};
  for (const path of files.filter(isScript).slice(0, scriptLimits.count)) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path));
    if (bytes.byteLength <= scriptLimits.bytes) scripts[path] = Buffer.from(bytes).toString('utf8');
  }
  return { files, scripts };
}

async function chooseStages({ stages }: PipelineProposal): Promise<PipelineProposal['stages'] | undefined> {
  if (stages.length === 0) return stages;
  const items = stages.map(stage => ({
    label: stage.name,
    description: stage.cmd.join(' '),
    detail: [
      vscode.l10n.t('reads {0}', stage.deps.slice(1).join(', ') || '–'),
      vscode.l10n.t('writes {0}', [...stage.outs, ...stage.metrics].join(', ') || '–'),
    ].join(' · '),
    picked: true,
    stage,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Create Pipeline from This Folder'),
    placeHolder: vscode.l10n.t('These scripts look like stages. Keep those that are.'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ stage }) => stage);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
