// Turns findings of the engine into LSP values: positions, severities, words and links.
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Severity, TextRange } from '../engine/domain/diagnostic.ts';
import { dialectRules } from '../engine/domain/dialectRules/dialectRules.ts';
import { sharedRules } from '../engine/domain/dialectRules/sharedRules.ts';
import { ruleText } from '../present/texts.ts';

/** Where the documentation lies; a rule's section has its id as anchor. */
export const docsBase = 'https://github.com/trainyard/trainyard/blob/main/docs';
export const ruleHref = (rule: string): string => `${docsBase}/${pageOf(rule)}#${rule}`;

/** Rules of a foreign format begin with its name; what several have in common stands on the first page. */
function pageOf(rule: string): string {
  if (!Object.hasOwn(dialectRules, rule)) return 'rules.md';
  return Object.hasOwn(sharedRules, rule) ? 'formats/dvc.md' : `formats/${rule.slice(0, rule.indexOf('-'))}.md`;
}

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
