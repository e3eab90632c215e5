// Diagnostics: pushed with the version they belong to, or pulled by clients that ask themselves, never both.
import type { Connection, DocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver';
import { toLspDiagnostic } from '../lspText.ts';
import { DocumentDiagnosticReportKind } from '../lspValues.ts';
import type { OpenFile } from '../openFile.ts';

/** What is shown of a file that is not ours, or is closed: nothing. */
export const noDiagnostics = (uri: string): PublishDiagnosticsParams => ({ uri, diagnostics: [] });

export function pushDiagnostics(connection: Connection, file: OpenFile): void {
  const { document, diagnostics } = file;
  void connection.sendDiagnostics({
    uri: document.uri,
    version: document.version,
    diagnostics: diagnostics.map(diagnostic => toLspDiagnostic(document, diagnostic)),
  });
}

/** Answers a pull: `unchanged` when `previous` names the same analysis. */
type AnswerPull = (file: OpenFile | null, previous: string | undefined) => DocumentDiagnosticReport;

/** Versions begin anew when a document is opened again, and everything does when the server is: analyses are counted. */
export function createPullAnswers(): AnswerPull {
  const started = Date.now().toString(36);
  const ids = new WeakMap<OpenFile, string>();
  let analyses = 0;
  return (file, previous) => {
    if (file === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = ids.get(file) ?? `${started}.${++analyses}`;
    ids.set(file, resultId);
    if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = file.diagnostics.map(diagnostic => toLspDiagnostic(file.document, diagnostic));
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  };
}
