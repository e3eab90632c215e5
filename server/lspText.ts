// Turns findings of the engine into LSP values: positions, severities, words and links.
import type { Diagnostic as LspDiagnostic, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Severity, TextRange } from '../engine/domain/diagnostic.ts';
import { ruleHref } from '../present/docsLinks.ts';
import { ruleText } from '../present/texts.ts';
import { DiagnosticSeverity, DiagnosticTag } from './lspValues.ts';

const source = 'trainyard';
const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const toRange = (document: TextDocument, range: TextRange): Range => ({
  start: document.positionAt(range.start),
  end: document.positionAt(range.end),
});

export function toLspDiagnostic(document: TextDocument, diagnostic: Diagnostic): LspDiagnostic {
  const { rule, args, related, tag } = diagnostic;
  return {
    range: toRange(document, diagnostic.range),
    severity: severities[diagnostic.severity],
    code: rule,
    codeDescription: { href: ruleHref(rule) },
    source,
    message: ruleText(rule, args),
    ...(tag === undefined
      ? {}
      : { tags: [tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.map(place => ({
            location: { uri: document.uri, range: toRange(document, place.range) },
            message: ruleText(place.rule, place.args),
          })),
        }),
  };
}
