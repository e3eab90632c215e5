// The link to the language server: started once, when the first document of ours is open.
import type * as vscode from 'vscode';
import { type FactsParams, factsNotification } from '../../protocol/lsp.ts';
import type { App } from '../app.ts';
import { showProblem } from '../problems.ts';
import type { LanguageClient } from './languageClient.ts';

export interface ServerLink extends vscode.Disposable {
  start(): Promise<void>;
  /** Kept until the server is there. */
  tell(facts: FactsParams): void;
}

export function createServerLink(app: App): ServerLink {
  let client: Promise<LanguageClient> | null = null;
  const newest = new Map<string, FactsParams>();
  const send = (ready: LanguageClient, facts: FactsParams) => {
    ready.sendNotification(factsNotification, facts).catch((error: unknown) => app.log.debug(String(error)));
  };
  return {
    async start() {
      if (client !== null) return;
      try {
        // The client library is large: it is loaded when a document needs it, not when the window opens.
        client = import('./languageClient.ts').then(({ startLanguageClient }) => startLanguageClient(app.context));
        const ready = await client;
        for (const facts of newest.values()) send(ready, facts);
      } catch (error) {
        client = null;
        showProblem(app, error);
      }
    },
    tell(facts) {
      newest.set(facts.root, facts);
      void client?.then(
        ready => send(ready, facts),
        () => undefined,
      );
    },
    dispose() {
      void client?.then(
        ready => ready.stop(),
        () => undefined,
      );
    },
  };
}
