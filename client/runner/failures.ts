// Marks failed stages where they are written, and the script line that raised, until the next run or edit.
import * as vscode from 'vscode';
import type { StageFailure } from '../../engine/domain/run.ts';
import { failureText } from '../../present/texts.ts';
import type { StageView } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';
import { raisedAt } from './traceback.ts';

export function registerFailures(app: App): void {
  const marks = vscode.languages.createDiagnosticCollection('trainyard-runs');
  let drawn = '';
  const draw = async (): Promise<void> => {
    const failed = app.projects.all.flatMap(project =>
      (project.snapshot?.pipelines ?? []).flatMap(({ file, stages }) =>
        stages.flatMap(stage =>
          stage.state === 'failed' && stage.last?.failure != null
            ? [{ project, file, stage, failure: stage.last.failure, id: stage.last.id }]
            : [],
        ),
      ),
    );
    const key = failed.map(({ id }) => id).join();
    if (key === drawn) return;
    drawn = key;
    marks.clear();
    const all = new Map<string, { readonly uri: vscode.Uri; readonly diagnostics: vscode.Diagnostic[] }>();
    const add = (uri: vscode.Uri, diagnostic: vscode.Diagnostic) => {
      const known = all.get(uri.toString()) ?? { uri, diagnostics: [] };
      known.diagnostics.push(diagnostic);
      all.set(uri.toString(), known);
    };
    for (const { project, file, stage, failure } of failed) {
      for (const { uri, diagnostic } of await marksOf(project, file, stage, failure)) add(uri, diagnostic);
    }
    for (const { uri, diagnostics } of all.values()) marks.set(uri, diagnostics);
  };
  app.context.subscriptions.push(
    marks,
    app.projects.onDidChange(({ change }) => {
      if (change !== 'experiments') draw().catch(error => app.log.debug(String(error)));
    }),
    // A script that is edited is no longer the one that raised; the stage itself stays marked until it runs.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.languageId === 'python') marks.delete(document.uri);
    }),
  );
}

interface Mark {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

async function marksOf(
  project: Project,
  file: string,
  stage: StageView,
  failure: StageFailure,
): Promise<readonly Mark[]> {
  const uri = project.uri(file);
  const place = await rangeOf(uri, stage);
  if (place === null) return [];
  const mark = { uri, diagnostic: diagnostic(place, `${stage.name}: ${failureText(failure)}`) };
  const raised = failure.code === 'exit' ? raisedAt(failure.lastLines, project.root) : null;
  if (raised === null) return [mark];
  const script = project.uri(raised.path);
  const line = new vscode.Range(raised.line - 1, 0, raised.line - 1, 1000);
  const related = new vscode.DiagnosticRelatedInformation(new vscode.Location(script, line), raised.message);
  mark.diagnostic.relatedInformation = [related];
  const onScript = diagnostic(line, raised.message);
  onScript.relatedInformation = [
    new vscode.DiagnosticRelatedInformation(
      new vscode.Location(uri, place),
      vscode.l10n.t('run by stage {0}', stage.name),
    ),
  ];
  return [mark, { uri: script, diagnostic: onScript }];
}

async function rangeOf(uri: vscode.Uri, { name, range }: StageView): Promise<vscode.Range | null> {
  const document = await vscode.workspace.openTextDocument(uri).then(
    opened => opened,
    () => null,
  );
  if (document === null) return null;
  const told = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  return document.getText(told).includes(name) ? told : null;
}

function diagnostic(range: vscode.Range, message: string): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  mark.source = 'trainyard';
  mark.code = 'last-run';
  return mark;
}
