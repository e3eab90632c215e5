// What is kept of each open document: its last analysis, when to check again, and nothing once it is closed.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { settledFindings } from '../engine/domain/checkSettings.ts';
import type { Diagnostic } from '../engine/domain/diagnostic.ts';
import { createPipelineChecker } from '../engine/pipeline/checkPipeline.ts';
import type { KeptFile } from '../engine/pipeline/dialects/inParts.ts';
import { type AdaptiveDelay, adaptiveDelay } from './adaptiveDelay.ts';
import { type DocumentKind, type FactsStore, kindOfDocument } from './documents.ts';
import type { LazyFormats } from './lazyFormats.ts';
import { isShared, type OpenDialect, type OpenFile, type OpenPipeline } from './openFile.ts';
import { readOutline } from './readOutline.ts';
import type { SettingsStore } from './settings.ts';

export interface Sessions {
  /** A document was opened or edited; `now` also checks and publishes it, as soon as the last check's length allows. */
  changed(document: TextDocument, when: 'now' | 'later'): void;
  /** False when the document was none of ours. */
  closed(uri: string): boolean;
  /** Facts or settings have changed: these open documents are checked again. */
  worldChanged(documents: readonly TextDocument[], when: 'now' | 'later'): void;
  /** The newest state of an open document of ours. */
  file(uri: string): OpenFile | null;
  /** All open documents of ours that are loaded. */
  files(): readonly OpenFile[];
  /** Resolves when what the document's format needs is loaded; null when nothing is to be waited for. */
  ready(uri: string): Promise<unknown> | null;
}

/** What is known of a text that is not open; the formats are loaded. Null when it is none of ours. */
export function analyseOnce(world: World, document: TextDocument): OpenFile | null {
  const kind = kindOfDocument(document, world.facts.of(document.uri).path, world.settings.current.checks);
  if (kind === null) return null;
  const file = (kind === 'pipeline' ? pipelineAnalysis(world) : lazyAnalysis(kind, world))(document);
  return file.isOurs ? file : null;
}

interface Session {
  readonly kind: DocumentKind;
  document: TextDocument;
  /** Called when what the kind needs is loaded. */
  readonly analyse: (document: TextDocument) => OpenFile;
  readonly delay: AdaptiveDelay;
  isPublished: boolean;
  last: { readonly version: number; readonly generation: string; readonly file: OpenFile } | null;
}

export interface SessionEvents {
  /** A document was checked. */
  publish(file: OpenFile): void;
  /** A document is not looked at any more, though it is open. */
  forget(uri: string): void;
}

/** What analysis depends on beside the text. */
export interface World {
  readonly facts: FactsStore;
  readonly settings: SettingsStore;
  readonly formats: LazyFormats;
}

export function createSessions(world: World, { publish, forget }: SessionEvents): Sessions {
  const { facts, settings, formats } = world;
  const sessions = new Map<string, Session>();
  /** Facts of other projects change nothing here. */
  const generationOf = (uri: string): string => `${facts.generationOf(uri)}.${settings.generation}`;
  const current = (session: Session): OpenFile => {
    const { version, uri } = session.document;
    const { last } = session;
    const generation = generationOf(uri);
    if (last !== null && last.version === version && last.generation === generation) return last.file;
    const file = session.analyse(session.document);
    session.last = { version, generation, file };
    return file;
  };
  const open = (document: TextDocument, kind: DocumentKind): Session => {
    const session: Session = {
      document,
      kind,
      analyse: kind === 'pipeline' ? pipelineAnalysis(world) : lazyAnalysis(kind, world),
      delay: adaptiveDelay(
        () => publish(current(session)),
        // Not `performance`, which Node loads a dozen files for.
        () => Date.now(),
      ),
      isPublished: false,
      last: null,
    };
    sessions.set(document.uri, session);
    return session;
  };
  const kindNow = (document: TextDocument): DocumentKind | null =>
    kindOfDocument(document, facts.of(document.uri).path, settings.current.checks);
  const drop = (uri: string): boolean => {
    sessions.get(uri)?.delay.dispose();
    return sessions.delete(uri);
  };
  const changed: Sessions['changed'] = (document, when) => {
    const kind = kindNow(document);
    if (sessions.get(document.uri)?.kind !== kind && drop(document.uri)) forget(document.uri);
    if (kind === null) return;
    const session = sessions.get(document.uri) ?? open(document, kind);
    session.document = document;
    session.isPublished = when === 'now';
    if (!session.isPublished) return;
    const waiting = kind === 'pipeline' ? null : formats.load();
    if (waiting === null) session.delay.touch();
    else void waiting.then(() => sessions.get(document.uri)?.delay.touch());
  };
  const file = (uri: string): OpenFile | null => {
    const session = sessions.get(uri);
    return session === undefined || (session.kind !== 'pipeline' && formats.loaded === null) ? null : current(session);
  };
  return {
    changed,
    file,
    files: () => [...sessions.keys()].flatMap(uri => file(uri) ?? []),
    closed: drop,
    worldChanged(documents, when) {
      // Paths and patterns may be others now, and with them what a file is.
      for (const document of documents) changed(document, when);
    },
    ready: uri => (sessions.get(uri)?.kind === 'pipeline' ? null : formats.load()),
  };
}

/** Unchanged stages keep their results from one version to the next; the outline is read only when asked for. */
function pipelineAnalysis({ facts, settings }: World): (document: TextDocument) => OpenPipeline {
  const checker = createPipelineChecker();
  return document => {
    const project = facts.of(document.uri);
    const { document: pipeline, diagnostics } = checker.check(document.getText(), project.path, project.facts);
    let outline: OpenPipeline['outline'] | null = null;
    return {
      kind: 'pipeline',
      document,
      project,
      isOurs: pipeline.isOurs,
      diagnostics: pipeline.isOurs ? settledFindings(document.getText(), diagnostics, settings.current.checks) : [],
      get root() {
        return pipeline.root;
      },
      get outline() {
        outline ??= readOutline(pipeline.root);
        return outline;
      },
    };
  };
}

function lazyAnalysis(
  kind: 'card' | 'dialect',
  { facts, settings, formats }: World,
): (document: TextDocument) => OpenFile {
  let kept: KeptFile | null = null;
  return document => {
    const project = facts.of(document.uri);
    const { loaded } = formats;
    if (loaded === null) throw new Error('the formats are not loaded');
    kept ??= loaded.keepFile();
    const file =
      kind === 'card'
        ? loaded.openCard(document, project, settings.current.checks.cardProfile)
        : loaded.openDialect(document, project, kept);
    const own = file.kind === 'dialect' && settings.current.otherYaml.findings ? withoutSchema(file) : file.diagnostics;
    return { ...file, diagnostics: settledFindings(document.getText(), own, settings.current.checks) };
  };
}

/** Findings that a general YAML server has too are left to it. */
const withoutSchema = (file: OpenDialect): readonly Diagnostic[] =>
  isShared(file) ? file.diagnostics.filter(item => file.read?.ofSchema.has(item) !== true) : file.diagnostics;
