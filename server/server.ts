// Wires features to a connection. Pure: documents and facts come in, LSP goes out; it reads no file and starts nothing.
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type FactsParams, factsNotification } from '../protocol/lsp.ts';
import { createFactsStore } from './documents.ts';
import { codeActions, fixAllKind } from './features/codeActions.ts';
import { codeLens } from './features/codeLens.ts';
import { completion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { diagnosticReport, noDiagnostics, pushDiagnostics } from './features/diagnostics.ts';
import { documentLinks } from './features/documentLinks.ts';
import { folding } from './features/folding.ts';
import { hover } from './features/hover.ts';
import { references } from './features/references.ts';
import { symbols } from './features/symbols.ts';
import type { LazyFormats } from './lazyFormats.ts';
import type { OpenFile } from './openFile.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSettingsStore } from './settings.ts';

/** What the client can do, as far as the server cares. */
interface ClientAbilities {
  readonly pull: boolean;
  readonly pullRefresh: boolean;
  readonly lensRefresh: boolean;
  readonly snippets: boolean;
  readonly definitionLinks: boolean;
}

/** Serves one client until it disconnects. */
export function startServer(connection: Connection, formats: LazyFormats): void {
  const documents = new TextDocuments(TextDocument);
  const facts = createFactsStore();
  const settings = createSettingsStore();
  let abilities: ClientAbilities = {
    pull: false,
    pullRefresh: false,
    lensRefresh: false,
    snippets: false,
    definitionLinks: false,
  };
  const sessions = createSessions(
    { facts, settings, formats },
    {
      publish: file => {
        if (!abilities.pull) pushDiagnostics(connection, file);
      },
      forget: uri => {
        if (!abilities.pull) void connection.sendDiagnostics(noDiagnostics(uri));
      },
    },
  );

  connection.onInitialize(params => {
    abilities = abilitiesOf(params);
    settings.take((params.initializationOptions as { readonly settings?: unknown } | undefined)?.settings);
    return initializeResult(abilities);
  });
  documents.onDidChangeContent(({ document }) => sessions.changed(document, abilities.pull ? 'later' : 'now'));
  documents.onDidClose(({ document }) => {
    if (sessions.closed(document.uri) && !abilities.pull) void connection.sendDiagnostics(noDiagnostics(document.uri));
  });
  connection.onDidChangeConfiguration(({ settings: all }) => {
    settings.take((all as { readonly trainyard?: unknown } | null | undefined)?.trainyard);
    sessions.worldChanged(documents.all(), abilities.pull ? 'later' : 'now');
    if (abilities.pullRefresh) connection.languages.diagnostics.refresh();
  });
  connection.onNotification(factsNotification, (params: FactsParams) => {
    facts.take(params);
    sessions.worldChanged(documents.all(), abilities.pull ? 'later' : 'now');
    if (abilities.pullRefresh) connection.languages.diagnostics.refresh();
    if (abilities.lensRefresh) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  });

  registerFeatures(
    connection,
    sessions,
    () => abilities,
    () => facts.generation + settings.generation,
  );
  documents.listen(connection);
  connection.listen();
}

function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
  return {
    pull: capabilities.textDocument?.diagnostic !== undefined,
    pullRefresh: capabilities.workspace?.diagnostics?.refreshSupport === true,
    lensRefresh: capabilities.workspace?.codeLens?.refreshSupport === true,
    snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    definitionLinks: capabilities.textDocument?.definition?.linkSupport === true,
  };
}

function initializeResult({ pull }: ClientAbilities): InitializeResult {
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: [' ', ':', '{', '[', ',', '.', '/', '-'] },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      codeLensProvider: { resolveProvider: false },
      documentLinkProvider: { resolveProvider: false },
      ...(pull
        ? { diagnosticProvider: { identifier: 'trainyard', interFileDependencies: false, workspaceDiagnostics: false } }
        : {}),
    },
    serverInfo: { name: 'trainyard' },
  };
}

/** One line per feature; a document that is closed or not ours has no answers. */
function registerFeatures(
  connection: Connection,
  sessions: Pick<Sessions, 'file' | 'ready'>,
  abilities: () => ClientAbilities,
  generation: () => number,
): void {
  const on =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(answer: (file: OpenFile, params: P) => R) =>
    (params: P): R | null | Promise<R | null> => {
      const { uri } = params.textDocument;
      const now = (): R | null => {
        const file = sessions.file(uri);
        return file === null ? null : answer(file, params);
      };
      return sessions.ready(uri)?.then(now) ?? now();
    };
  connection.onCompletion(on((file, { position }) => completion(file, position, { snippets: abilities().snippets })));
  connection.onHover(on((file, { position }) => hover(file, position)));
  connection.onDefinition(
    on((file, { position }) => definition(file, position, { links: abilities().definitionLinks })),
  );
  connection.onReferences(
    on((file, { position, context }) => [...references(file, position, context.includeDeclaration)]),
  );
  connection.onDocumentSymbol(on(symbols));
  connection.onFoldingRanges(on(folding));
  connection.onCodeAction(on((file, params) => codeActions(file, params)));
  connection.onCodeLens(on(codeLens));
  connection.onDocumentLinks(on(documentLinks));
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const report = () => diagnosticReport(sessions.file(uri), generation(), previousResultId);
    return sessions.ready(uri)?.then(report) ?? report();
  });
}
