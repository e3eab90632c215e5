// Which features the server has: what it tells clients of them, and one line for each that answers.
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import {
  type ForeignPipelineParams,
  foreignPipelineRequest,
  pipelineLanguage,
  suggestCommand,
} from '../protocol/lsp.ts';
import type { ClosedFile } from './closedFiles.ts';
import { codeActions, fixAllKind } from './features/codeActions.ts';
import { codeLens } from './features/codeLens.ts';
import { completion } from './features/completion.ts';
import { createPullAnswers } from './features/diagnostics.ts';
import { documentLinks } from './features/documentLinks.ts';
import { folding } from './features/folding.ts';
import { highlights } from './features/highlights.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { references } from './features/references.ts';
import type { OpenDocumentOf } from './features/rename.ts';
import { semanticTokens, semanticTokensLegend } from './features/semanticTokens.ts';
import { symbols } from './features/symbols.ts';
import type { WorkspaceDiagnostics } from './features/workspaceDiagnostics.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import type { LateFeatures } from './lateFeatures.ts';
import { CodeActionKind, DocumentFormattingRequest, TextDocumentSyncKind } from './lspValues.ts';
import type { OpenFile } from './openFile.ts';
import type { Sessions, World } from './sessions.ts';

/** What the client can do, as far as the server cares. */
export interface ClientAbilities {
  readonly pull: boolean;
  readonly pullRefresh: boolean;
  readonly lensRefresh: boolean;
  readonly hintRefresh: boolean;
  readonly snippets: boolean;
  readonly definitionLinks: boolean;
  /** Formatting can be offered for pipelines alone, so that no other formatter of YAML has a rival. */
  readonly formatsByLanguage: boolean;
  /** Those of `lensCommands` that the client has. */
  readonly commands: ReadonlySet<string>;
}

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const { commands = [] } = (initializationOptions ?? {}) as { readonly commands?: readonly string[] };
  return {
    pull: textDocument?.diagnostic !== undefined,
    pullRefresh: workspace?.diagnostics?.refreshSupport === true,
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    hintRefresh: workspace?.inlayHint?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    formatsByLanguage: textDocument?.formatting?.dynamicRegistration === true,
    commands: new Set(Array.isArray(commands) ? commands : []),
  };
}

export function initializeResult({ pull, formatsByLanguage }: ClientAbilities): InitializeResult {
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: [' ', ':', '{', '[', ',', '.', '/', '-'] },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
      linkedEditingRangeProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      codeLensProvider: { resolveProvider: false },
      documentLinkProvider: { resolveProvider: false },
      inlayHintProvider: true,
      callHierarchyProvider: true,
      semanticTokensProvider: { legend: semanticTokensLegend, full: true },
      ...(formatsByLanguage ? {} : { documentFormattingProvider: true }),
      ...(pull
        ? { diagnosticProvider: { identifier: 'trainyard', interFileDependencies: false, workspaceDiagnostics: true } }
        : {}),
    },
    serverInfo: { name: 'trainyard' },
  };
}

/** What features ask of the server beside the file. */
export interface FeatureWorld extends World {
  readonly sessions: Sessions;
  readonly closedFiles: () => Promise<readonly ClosedFile[]>;
  readonly workspaceDiagnostics: WorkspaceDiagnostics;
  readonly openDocument: OpenDocumentOf;
  abilities(): ClientAbilities;
}

/** A document that is closed or not ours has no answers. */
export function registerFeatures(connection: Connection, world: FeatureWorld): void {
  const { sessions, settings, formats, abilities, openDocument, closedFiles } = world;
  const at = <R>(uri: string, answer: (file: OpenFile) => R): R | null | Promise<R | null> => {
    const now = (): R | null => {
      const file = sessions.file(uri);
      return file === null ? null : answer(file);
    };
    return sessions.ready(uri)?.then(now) ?? now();
  };
  const on =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(answer: (file: OpenFile, params: P) => R) =>
    (params: P): R | null | Promise<R | null> =>
      at(params.textDocument.uri, file => answer(file, params));
  const late = async <R>(uri: string, answer: (features: LateFeatures, file: OpenFile) => R): Promise<R | null> => {
    await formats.load();
    const file = sessions.file(uri);
    return file === null || formats.loaded === null ? null : answer(formats.loaded.features, file);
  };
  const { languages } = connection;
  const answerPull = createPullAnswers();
  const other = () => settings.current.otherYaml;
  connection.onCompletion(
    on((file, { position }) =>
      completion(file, position, {
        snippets: abilities().snippets,
        asksAgain: abilities().commands.has(suggestCommand),
        leavesSchemas: other().completion,
      }),
    ),
  );
  connection.onHover(on((file, { position }) => hover(file, position, { leavesSchemas: other().hover })));
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    late(uri, ({ definition, textOf }, file) =>
      definition(file, position, { links: abilities().definitionLinks, textOf: textOf(file, openDocument) }),
    ),
  );
  connection.onReferences(on((file, { position, context }) => references(file, position, context.includeDeclaration)));
  connection.onDocumentHighlight(on((file, { position }) => highlights(file, position)));
  connection.onPrepareRename(({ textDocument: { uri }, position }) =>
    late(uri, ({ prepareRename }, file) => prepareRename(file, position, openDocument)),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
    late(uri, ({ rename }, file) => rename(file, position, newName, openDocument)),
  );
  connection.onDocumentSymbol(on(symbols));
  connection.onFoldingRanges(on(folding));
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    late(uri, ({ selectionRanges }, file) => selectionRanges(file, positions)),
  );
  connection.onCodeAction(on((file, params) => codeActions(file, params)));
  connection.onCodeLens(
    on(file => {
      const { commands } = abilities();
      return file.kind === 'dialect'
        ? (formats.loaded?.features.dialectLenses(file, commands) ?? [])
        : codeLens(file, commands);
    }),
  );
  connection.onDocumentLinks(on(documentLinks));
  connection.onDocumentFormatting(({ textDocument: { uri } }) => late(uri, ({ formatting }, file) => formatting(file)));
  connection.onWorkspaceSymbol(async ({ query }) => workspaceSymbols(query, sessions.files(), await closedFiles()));
  languages.onLinkedEditingRange(({ textDocument: { uri }, position }) =>
    late(uri, ({ linkedEditing }, file) => linkedEditing(file, position)),
  );
  languages.inlayHint.on(on((file, { range }) => (settings.current.inlayHints ? inlayHints(file, range) : [])));
  languages.semanticTokens.on(({ textDocument: { uri } }) => tokens(at(uri, semanticTokens)));
  languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) =>
    late(uri, ({ prepareCallHierarchy }, file) => prepareCallHierarchy(file, position)),
  );
  languages.callHierarchy.onIncomingCalls(({ item }) => late(item.uri, ({ upstream }, file) => upstream(file, item)));
  languages.callHierarchy.onOutgoingCalls(({ item }) =>
    late(item.uri, ({ downstream }, file) => downstream(file, item)),
  );
  languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const report = () => answerPull(sessions.file(uri), previousResultId);
    return sessions.ready(uri)?.then(report) ?? report();
  });
  languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
    world.workspaceDiagnostics.pull(previousResultIds, token),
  );
  connection.onRequest(foreignPipelineRequest, async (params: ForeignPipelineParams) => {
    await formats.load();
    return formats.loaded?.features.foreignPipelineOf(world, params, sessions.file(params.uri)) ?? null;
  });
  connection.onInitialized(() => {
    if (!abilities().formatsByLanguage) return;
    void connection.client.register(DocumentFormattingRequest.type, {
      documentSelector: [{ language: pipelineLanguage }],
    });
  });
}

/** No tokens stand for no answer. */
const tokens = async (
  found: ReturnType<typeof semanticTokens> | null | Promise<ReturnType<typeof semanticTokens> | null>,
) => (await found) ?? { data: [] };
