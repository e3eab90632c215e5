// Wires features to a connection. Pure: documents and facts come in, LSP goes out; it reads no file and starts nothing.
import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readWords } from '../present/l10n.ts';
import { type FactsParams, factsNotification } from '../protocol/lsp.ts';
import { createClosedFiles } from './closedFiles.ts';
import { createFactsStore } from './documents.ts';
import { noDiagnostics, pushDiagnostics } from './features/diagnostics.ts';
import { createWorkspaceDiagnostics } from './features/workspaceDiagnostics.ts';
import type { LazyFormats } from './lazyFormats.ts';
import { CodeLensRefreshRequest, InlayHintRefreshRequest, TextDocuments } from './lspValues.ts';
import { abilitiesOf, type ClientAbilities, initializeResult, registerFeatures } from './registerFeatures.ts';
import { createSessions } from './sessions.ts';
import { createSettingsStore } from './settings.ts';

/** Serves one client until it disconnects; `touched` hears of every edit, opening and closing. */
export function startServer(connection: Connection, formats: LazyFormats, touched: () => void = () => undefined): void {
  const documents = new TextDocuments(TextDocument);
  const world = { facts: createFactsStore(), settings: createSettingsStore(), formats };
  const { facts, settings } = world;
  let abilities: ClientAbilities = abilitiesOf({ capabilities: {}, processId: null, rootUri: null });
  const sessions = createSessions(world, {
    publish: file => {
      if (!abilities.pull) pushDiagnostics(connection, file);
    },
    forget: uri => {
      if (!abilities.pull) void connection.sendDiagnostics(noDiagnostics(uri));
    },
  });
  const closedFiles = createClosedFiles(world, uri => documents.get(uri) !== undefined);
  const workspaceDiagnostics = createWorkspaceDiagnostics(async () =>
    settings.current.workspaceDiagnostics ? closedFiles() : [],
  );
  const closedChanged = (): void => {
    if (abilities.pull) workspaceDiagnostics.changed();
    else void workspaceDiagnostics.push(connection);
  };
  const worldChanged = (changed: readonly TextDocument[]): void => {
    sessions.worldChanged(changed, abilities.pull ? 'later' : 'now');
    closedChanged();
    if (abilities.pullRefresh) connection.languages.diagnostics.refresh();
    if (abilities.hintRefresh) void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  };

  connection.onInitialize(params => {
    abilities = abilitiesOf(params);
    const options = params.initializationOptions as
      | { readonly settings?: unknown; readonly words?: unknown }
      | undefined;
    settings.take(options?.settings);
    formats.speak(readWords(options?.words));
    return initializeResult(abilities);
  });
  documents.onDidOpen(closedChanged);
  documents.onDidChangeContent(({ document }) => {
    sessions.changed(document, abilities.pull ? 'later' : 'now');
    touched();
  });
  documents.onDidClose(({ document }) => {
    if (sessions.closed(document.uri) && !abilities.pull) void connection.sendDiagnostics(noDiagnostics(document.uri));
    closedChanged();
    touched();
  });
  connection.onDidChangeConfiguration(({ settings: all }) => {
    const own = (all as { readonly trainyard?: unknown } | null | undefined)?.trainyard;
    // Some editors send this with nothing in it: what was set at the start stays.
    if (own === undefined) return;
    settings.take(own);
    worldChanged(documents.all());
  });
  connection.onNotification(factsNotification, (params: FactsParams) => {
    const root = facts.take(params);
    worldChanged(documents.all().filter(({ uri }) => facts.of(uri).root === root));
    if (abilities.lensRefresh) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  });

  registerFeatures(connection, {
    ...world,
    ...{ sessions, closedFiles, workspaceDiagnostics },
    openDocument: uri => documents.get(uri),
    abilities: () => abilities,
  });
  documents.listen(connection);
  connection.listen();
}
