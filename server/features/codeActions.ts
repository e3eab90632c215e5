// Quick fixes: the replacements that findings carry, «ignore here», and all sure fixes of a file at once.
import type { CodeAction, CodeActionParams, TextEdit } from 'vscode-languageserver';
import type { Diagnostic, TextFix } from '../../engine/domain/diagnostic.ts';
import { sureEdits } from '../../engine/domain/sureFixes.ts';
import { fixTitle } from '../../present/texts.ts';
import { toLspDiagnostic, toRange } from '../lspText.ts';
import { CodeActionKind } from '../lspValues.ts';
import type { OpenFile } from '../openFile.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.trainyard`;

export function codeActions(
  file: OpenFile,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
): CodeAction[] {
  if (!file.isOurs) return [];
  const asked = (kind: string): boolean =>
    context.only === undefined || context.only.some(only => kind === only || kind.startsWith(`${only}.`));
  const start = file.document.offsetAt(range.start);
  const end = file.document.offsetAt(range.end);
  const here = file.diagnostics.filter(({ range: own }) => own.start <= end && own.end >= start);
  return [
    ...(asked(CodeActionKind.QuickFix) ? here.flatMap(diagnostic => quickFixes(file, diagnostic)) : []),
    ...(asked(fixAllKind) ? fixAll(file, context.only === undefined) : []),
  ];
}

function quickFixes(file: OpenFile, diagnostic: Diagnostic): readonly CodeAction[] {
  const mends = (diagnostic.fixes ?? []).map((fix, i) =>
    toAction(file, fixTitle(fix.title, fix.args), fix.edits, {
      diagnostic,
      isPreferred: i === 0 && fix.isSure !== false,
    }),
  );
  return [...mends, ...ignoreHere(file, diagnostic)];
}

/** A comment at the end of the line; syntax errors cannot be ignored, since nothing else is known then. */
function ignoreHere(file: OpenFile, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, range } = diagnostic;
  if (rule.startsWith('yaml-') || rule === 'suppression-unknown') return [];
  if (file.kind === 'dialect' && file.read?.dialect.readTree !== undefined) return [];
  const text = file.document.getText();
  const lineEnd = /\r?\n|$/.exec(text.slice(range.start));
  const at = range.start + (lineEnd?.index ?? 0);
  const line = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, at);
  // A comment cannot follow a line of a block text, or of a quoted text that goes on.
  if (/[|>][-+0-9]*$/.test(line)) return [];
  const isBody = file.kind === 'card' && (file.card.front === null || range.start >= file.card.front.whole.end);
  const comment = isBody ? ` <!-- trainyard: ignore ${rule} -->` : ` # trainyard: ignore ${rule}`;
  const title = fixTitle('ignore-here', { rule });
  return [
    toAction(file, title, [{ range: { start: at, end: at }, text: comment }], { diagnostic, isPreferred: false }),
  ];
}

/** Asked for by name also when nothing is to be done; else only where there is more than one. */
function fixAll(file: OpenFile, isUnasked: boolean): readonly CodeAction[] {
  const { edits, fixed } = sureEdits(file.diagnostics);
  if (fixed === 0 || (isUnasked && fixed < 2)) return [];
  return [{ ...toAction(file, fixTitle('fix-all', { count: fixed }), edits, null), kind: fixAllKind }];
}

function toAction(
  file: OpenFile,
  title: string,
  edits: TextFix['edits'],
  of: { readonly diagnostic: Diagnostic; readonly isPreferred: boolean } | null,
): CodeAction {
  const { document } = file;
  const changes: TextEdit[] = edits.map(edit => ({ range: toRange(document, edit.range), newText: edit.text }));
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(of === null ? {} : { diagnostics: [toLspDiagnostic(document, of.diagnostic)], isPreferred: of.isPreferred }),
    edit: { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: changes }] },
  };
}
