// Diagnostics: pushed with the version they belong to, or pulled by clients that ask themselves, never both.
import {
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import { toLspDiagnostic } from '../lspText.ts';
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

/** The answer to a pull; `unchanged` when text and facts are those of the last answer. */
export function diagnosticReport(
  file: OpenFile | null,
  generation: number,
  previous: string | undefined,
): DocumentDiagnosticReport {
  if (file === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const resultId = `${file.document.version}.${generation}`;
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  const items = file.diagnostics.map(diagnostic => toLspDiagnostic(file.document, diagnostic));
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
