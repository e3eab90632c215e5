// What is kept of each open document: its last analysis, when to check again, and nothing once it is closed.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseCard } from '../engine/card/cardDocument.ts';
import { checkCard } from '../engine/card/checkCard.ts';
import { createPipelineChecker } from '../engine/pipeline/checkPipeline.ts';
import { type AdaptiveDelay, adaptiveDelay } from './adaptiveDelay.ts';
import { type DocumentKind, type FactsStore, kindOfDocument } from './documents.ts';
import type { OpenCard, OpenFile, OpenPipeline } from './openFile.ts';
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
}

interface Session {
  document: TextDocument;
  readonly analyse: (document: TextDocument) => OpenFile;
  readonly delay: AdaptiveDelay;
  isPublished: boolean;
  last: { readonly version: number; readonly generation: number; readonly file: OpenFile } | null;
}

export function createSessions(facts: FactsStore, publish: (file: OpenFile) => void): Sessions {
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
      analyse: kind === 'pipeline' ? pipelineAnalysis(facts) : cardAnalysis(facts),
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
      if (session.isPublished) session.delay.touch();
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
      return session === undefined ? null : current(session);
    },
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

function cardAnalysis(facts: FactsStore): (document: TextDocument) => OpenCard {
  return document => {
    const project = facts.of(document.uri);
    const card = parseCard(document.getText(), project.path);
    return { kind: 'card', document, project, card, isOurs: card.isOurs, diagnostics: checkCard(card, project.facts) };
  };
}
