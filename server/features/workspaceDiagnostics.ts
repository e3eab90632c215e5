// Findings of files that are not open, where the setting asks for them: pulled and held until something changes, or pushed.
import type { CancellationToken, Connection, PreviousResultId, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import type { ClosedFile } from '../closedFiles.ts';
import { DocumentDiagnosticReportKind } from '../lspValues.ts';
import { noDiagnostics } from './diagnostics.ts';

export interface WorkspaceDiagnostics {
  /** Answers as soon as something differs from what the client has. */
  pull(previous: readonly PreviousResultId[], token: CancellationToken): Promise<WorkspaceDiagnosticReport>;
  /** For clients that do not pull: sends what differs from what was sent before. */
  push(connection: Connection): Promise<void>;
  /** Files, facts or settings are others now. */
  changed(): void;
}

/** `files`: those to report, none when the setting is off. */
export function createWorkspaceDiagnostics(files: () => Promise<readonly ClosedFile[]>): WorkspaceDiagnostics {
  const waiting = new Set<() => void>();
  const sent = new Map<string, string>();
  return {
    async pull(previous, token) {
      const known = new Map(previous.map(({ uri, value }) => [uri, value]));
      for (;;) {
        const items = reports(known, await files());
        if (items.length > 0 || token.isCancellationRequested) return { items };
        await new Promise<void>(resolve => {
          waiting.add(resolve);
          token.onCancellationRequested(() => resolve());
        });
      }
    },
    async push(connection) {
      for (const report of reports(sent, await files())) {
        const { uri, resultId = '' } = report;
        if (resultId === '') sent.delete(uri);
        else sent.set(uri, resultId);
        const items = report.kind === DocumentDiagnosticReportKind.Full ? report.items : [];
        void connection.sendDiagnostics(resultId === '' ? noDiagnostics(uri) : { uri, diagnostics: items });
      }
    },
    changed() {
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}

/** Only what differs; a file that is gone or open now has an empty report without a result id. */
function reports(known: ReadonlyMap<string, string>, files: readonly ClosedFile[]): WorkspaceDiagnosticReport['items'] {
  const full: typeof DocumentDiagnosticReportKind.Full = DocumentDiagnosticReportKind.Full;
  const there = new Set(files.map(({ uri }) => uri));
  return [
    ...files
      .filter(({ uri, resultId }) => known.get(uri) !== resultId)
      .map(({ uri, resultId, diagnostics }) => ({
        ...{ kind: full, uri, version: null, resultId, items: [...diagnostics] },
      })),
    ...[...known]
      .filter(([uri, value]) => !there.has(uri) && value !== '')
      .map(([uri]) => ({ kind: full, uri, version: null, resultId: '', items: [] })),
  ];
}
