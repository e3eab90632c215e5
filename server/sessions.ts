// What is kept of each open document: its last analysis, when to check again, and nothing once it is closed.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createPipelineChecker } from '../engine/pipeline/checkPipeline.ts';
import { type AdaptiveDelay, adaptiveDelay } from './adaptiveDelay.ts';
import { type DocumentKind, type FactsStore, kindOfDocument } from './documents.ts';
import type { LazyFormats } from './lazyFormats.ts';
import type { OpenFile, OpenPipeline } from './openFile.ts';
import { readOutline } from './readOutline.ts';

export interface Sessions {
  /** A document was opened or edited; `now` also checks and publishes it, as soon as the last check's length allows. */
  changed(document: TextDocument, when: 'now' | 'later'): void;
  /** False when the document was none of ours. */
  closed(uri: string): boolean;
  /** Facts arrived: published documents are checked again. */
  factsChanged(): void;
  /** The newest state of an open document of ours. */
  file(uri: string): OpenFile | null;
  /** Resolves when what the document's format needs is loaded; null when nothing is to be waited for. */
  ready(uri: string): Promise<unknown> | null;
}

interface Session {
  readonly kind: DocumentKind;
  document: TextDocument;
  /** Called when what the kind needs is loaded. */
  readonly analyse: (document: TextDocument) => OpenFile;
  readonly delay: AdaptiveDelay;
  isPublished: boolean;
  last: { readonly version: number; readonly generation: number; readonly file: OpenFile } | null;
}

export function createSessions(facts: FactsStore, formats: LazyFormats, publish: (file: OpenFile) => void): Sessions {
  const sessions = new Map<string, Session>();
  const current = (session: Session): OpenFile => {
    const { version } = session.document;
    const { last } = session;
    if (last !== null && last.version === version && last.generation === facts.generation) return last.file;
    const file = session.analyse(session.document);
    session.last = { version, generation: facts.generation, file };
    return file;
  };
  const open = (document: TextDocument, kind: DocumentKind): Session => {
    const session: Session = {
      document,
      kind,
      analyse: kind === 'pipeline' ? pipelineAnalysis(facts) : lazyAnalysis(kind, facts, formats),
      delay: adaptiveDelay(
        () => publish(current(session)),
        () => performance.now(),
      ),
      isPublished: false,
      last: null,
    };
    sessions.set(document.uri, session);
    return session;
  };
  return {
    changed(document, when) {
      const kind = kindOfDocument(document);
      if (kind === null) return;
      const session = sessions.get(document.uri) ?? open(document, kind);
      session.document = document;
      session.isPublished = when === 'now';
      if (!session.isPublished) return;
      const waiting = kind === 'pipeline' ? null : formats.load();
      if (waiting === null) session.delay.touch();
      else void waiting.then(() => sessions.get(document.uri)?.delay.touch());
    },
    closed(uri) {
      sessions.get(uri)?.delay.dispose();
      return sessions.delete(uri);
    },
    factsChanged() {
      for (const session of sessions.values()) if (session.isPublished) session.delay.touch();
    },
    file(uri) {
      const session = sessions.get(uri);
      return session === undefined || (session.kind !== 'pipeline' && formats.loaded === null)
        ? null
        : current(session);
    },
    ready: uri => (sessions.get(uri)?.kind === 'pipeline' ? null : formats.load()),
  };
}

/** Unchanged stages keep their results from one version to the next; the outline is read only when asked for. */
function pipelineAnalysis(facts: FactsStore): (document: TextDocument) => OpenPipeline {
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
      diagnostics: pipeline.isOurs ? diagnostics : [],
      get outline() {
        outline ??= readOutline(pipeline.root);
        return outline;
      },
    };
  };
}

function lazyAnalysis(
  kind: 'card' | 'dialect',
  facts: FactsStore,
  formats: LazyFormats,
): (document: TextDocument) => OpenFile {
  return document => {
    const project = facts.of(document.uri);
    const { loaded } = formats;
    if (loaded === null) throw new Error('the formats are not loaded');
    return kind === 'card' ? loaded.openCard(document, project) : loaded.openDialect(document, project);
  };
}
