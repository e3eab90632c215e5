// Pipelines of other tools in the workspace: found when first asked for, read by the language server, followed while edited.
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { App } from '../../app.ts';
import { atMostEvery } from '../../atMostEvery.ts';
import { findCandidates, isFile, isListed, isNamed, mayBeForeign, watchCandidates } from './findFiles.ts';
import { type ForeignFile, isCompanion, readForeign } from './readForeign.ts';

export interface ForeignPipelines {
  /** Pipelines of the workspace, by path. */
  readonly all: readonly ForeignFile[];
  /** Those that were only opened too, and files that are no pipelines and can be carried out. */
  readonly known: readonly ForeignFile[];
  /** False until the workspace was searched. */
  readonly isSearched: boolean;
  readonly onDidChange: vscode.Event<void>;
  of(uri: string): ForeignFile | null;
  /** Reads one file now, searched for or not. */
  look(uri: vscode.Uri): Promise<ForeignFile | null>;
  /** Searches the workspace, once. */
  search(): void;
  /** Searches it again. */
  refresh(): Promise<void>;
}
/** After the last letter typed. */
const restMs = 250;
const atOnce = 8;

export function openForeignPipelines(app: App): ForeignPipelines {
  const files = new Map<string, ForeignFile>();
  const turns = new Map<string, number>();
  const changed = new vscode.EventEmitter<void>();
  let searching: Promise<void> | null = null;
  let isSearched = false;

  let listed: readonly ForeignFile[] | null = null;
  const fire = (): void => {
    listed = null;
    changed.fire();
  };
  const put = (key: string, file: ForeignFile | null): void => {
    const before = files.get(key) ?? null;
    // Most letters change nothing of the graph.
    if (before === file || JSON.stringify(before) === JSON.stringify(file)) return;
    if (file === null) files.delete(key);
    else files.set(key, file);
    fire();
  };
  const nextTurn = (key: string): number => {
    const turn = (turns.get(key) ?? 0) + 1;
    turns.set(key, turn);
    return turn;
  };
  const look = async (uri: vscode.Uri): Promise<ForeignFile | null> => {
    const key = uri.toString();
    const turn = nextTurn(key);
    const found = await readForeign(app, uri, files.get(key) ?? null);
    // Somebody typed on meanwhile: the newer look tells.
    if (turns.get(key) === turn) put(key, found);
    return files.get(key) ?? null;
  };
  const lookQuietly = (uri: vscode.Uri): Promise<unknown> =>
    look(uri).catch((error: unknown) => app.log.debug(`${uri.toString()}: ${String(error)}`));
  const later = async (uri: vscode.Uri): Promise<void> => {
    const turn = nextTurn(uri.toString());
    await pause(restMs);
    if (turns.get(uri.toString()) === turn) await lookQuietly(uri);
  };
  const search = async (): Promise<void> => {
    const waiting = [
      ...new Map([...(await findCandidates()), ...knownUris()].map(uri => [uri.toString(), uri])).values(),
    ];
    const work = async (): Promise<void> => {
      for (let uri = waiting.shift(); uri !== undefined; uri = waiting.shift()) await lookQuietly(uri);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    isSearched = true;
    fire();
  };
  const knownUris = (): readonly vscode.Uri[] => [...files.values()].map(({ uri }) => uri);
  const again = atMostEvery(
    1_000,
    async () => {
      for (const { uri, pipeline } of files.values()) if (pipeline?.companions.length !== 0) await lookQuietly(uri);
    },
    error => app.log.debug(String(error)),
  );
  const opened = (document: vscode.TextDocument): void => {
    if (isFile(document.uri) && mayBeForeign(document.uri, document.getText())) void lookQuietly(document.uri);
  };
  const watch = (): vscode.Disposable =>
    watchCandidates(
      uri => {
        if (isListed(uri)) void later(uri);
        for (const file of files.values()) if (isCompanion(uri, file)) void later(file.uri);
      },
      uri => {
        const key = uri.toString();
        for (const known of files.keys()) if (known === key || known.startsWith(`${key}/`)) put(known, null);
      },
    );
  const begin = (): Promise<void> => {
    app.context.subscriptions.push(watch());
    return search();
  };
  const research = (): void => {
    searching = searching === null ? null : searching.then(search);
  };

  app.context.subscriptions.push(
    changed,
    again,
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document: { uri, languageId } }) => {
      if (files.has(uri.toString()) || (isFile(uri) && (languageId === 'yaml' || isNamed(uri)))) void later(uri);
    }),
    // What was typed and not saved is gone.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (files.has(uri.toString())) void later(uri);
    }),
    app.server.onDidTellTexts(again.soon),
    vscode.workspace.onDidChangeWorkspaceFolders(research),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('trainyard.files')) research();
    }),
  );
  for (const document of vscode.workspace.textDocuments) opened(document);

  return {
    get all() {
      listed ??= [...files.values()]
        .filter(({ uri, pipeline }) => isListed(uri) && pipeline?.isListed !== false)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      return listed;
    },
    get known() {
      return [...files.values()];
    },
    get isSearched() {
      return isSearched;
    },
    onDidChange: changed.event,
    of: uri => files.get(uri) ?? null,
    look,
    search() {
      searching ??= begin().catch((error: unknown) => app.log.warn(String(error)));
    },
    async refresh() {
      searching = searching === null ? begin() : searching.then(search);
      await searching;
    },
  };
}
