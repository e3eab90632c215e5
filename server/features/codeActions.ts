// Quick fixes: the replacements that findings carry, most likely first.
import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import type { Diagnostic, TextFix } from '../../engine/domain/diagnostic.ts';
import { fixTitle } from '../../present/texts.ts';
import { toLspDiagnostic, toRange } from '../lspText.ts';
import type { OpenFile } from '../openFile.ts';

export function codeActions(file: OpenFile, range: Range): CodeAction[] {
  if (!file.isOurs) return [];
  const start = file.document.offsetAt(range.start);
  const end = file.document.offsetAt(range.end);
  return file.diagnostics
    .filter(diagnostic => diagnostic.range.start <= end && diagnostic.range.end >= start)
    .flatMap(diagnostic => (diagnostic.fixes ?? []).map((fix, i) => toAction(file, diagnostic, fix, i === 0)));
}

function toAction(file: OpenFile, diagnostic: Diagnostic, fix: TextFix, isPreferred: boolean): CodeAction {
  const { document } = file;
  const edits = fix.edits.map(edit => ({ range: toRange(document, edit.range), newText: edit.text }));
  return {
    title: fixTitle(fix.title, fix.args),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(document, diagnostic)],
    isPreferred,
    edit: { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] },
  };
}
