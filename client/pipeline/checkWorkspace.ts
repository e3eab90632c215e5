// Checks every pipeline and model card of the workspace, opened or not, with the same checks as the command line.
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { windowVariables } from '../environment.ts';

const checkOutput = v.object({
  files: v.number(),
  diagnostics: v.array(
    v.object({
      path: v.string(),
      line: v.number(),
      column: v.number(),
      endLine: v.number(),
      endColumn: v.number(),
      severity: v.picklist(['error', 'warning', 'info', 'hint']),
      rule: v.string(),
      message: v.string(),
    }),
  ),
});
type Finding = v.InferOutput<typeof checkOutput>['diagnostics'][number];
const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** Findings of files that are not open; open ones are the language server's, and its words replace these. */
export function registerCheck(app: App): Command {
  const found = vscode.languages.createDiagnosticCollection('trainyard-check');
  app.context.subscriptions.push(
    found,
    vscode.workspace.onDidOpenTextDocument(({ uri }) => found.delete(uri)),
  );
  return command('trainyard.pipeline.checkWorkspace', async () => {
    const folders = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
    const roots = app.projects.all.length > 0 ? app.projects.all.map(({ folder }) => folder) : folders;
    const results = await vscode.window.withProgress({ location: { viewId: 'trainyard.pipelines' } }, () =>
      Promise.all(roots.map(root => check(app, root))),
    );
    found.clear();
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const [index, { diagnostics }] of results.entries())
      publish(found, vscode.Uri.file(roots[index] ?? ''), diagnostics, open);
    await tell(
      results.reduce((sum, { files }) => sum + files, 0),
      results.flatMap(({ diagnostics }) => diagnostics),
    );
  });
}

async function check(app: App, root: string): Promise<v.InferOutput<typeof checkOutput>> {
  const cli = vscode.Uri.joinPath(app.context.extensionUri, 'dist', 'cli.js').fsPath;
  const args = [cli, 'check', '--json'];
  // Untrusted: no program can be found, so none is started, git included; what git would tell stays unchecked.
  const path = vscode.workspace.isTrusted ? {} : { PATH: devNull };
  const env = { ...windowVariables(process.env), ...path, ELECTRON_RUN_AS_NODE: '1' };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { cwd: root, env, maxBuffer: 64_000_000, timeout: 120_000 },
      (error, stdout, stderr) => {
        // 1: there are findings. Other codes are troubles.
        if (error === null || error.code === 1) resolve(stdout);
        else reject(new Error(stderr.trim() || error.message));
      },
    );
  });
  return v.parse(checkOutput, JSON.parse(output));
}

function publish(
  found: vscode.DiagnosticCollection,
  root: vscode.Uri,
  findings: readonly Finding[],
  open: ReadonlySet<string>,
): void {
  for (const [path, ofFile] of Map.groupBy(findings, finding => finding.path)) {
    const uri = vscode.Uri.joinPath(root, path);
    if (!open.has(uri.toString())) found.set(uri, ofFile.map(toDiagnostic));
  }
}
function toDiagnostic(finding: Finding): vscode.Diagnostic {
  const range = new vscode.Range(finding.line - 1, finding.column - 1, finding.endLine - 1, finding.endColumn - 1);
  const diagnostic = new vscode.Diagnostic(range, finding.message, severities[finding.severity]);
  diagnostic.source = 'trainyard';
  diagnostic.code = finding.rule;
  return diagnostic;
}

async function tell(files: number, findings: readonly Finding[]): Promise<void> {
  if (findings.length > 0) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const text =
    files === 0
      ? vscode.l10n.t('There is no pipeline and no model card in this workspace.')
      : vscode.l10n.t('Checked {0} files: no findings.', files);
  void vscode.window.showInformationMessage(text);
}
