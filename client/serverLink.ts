// The link to the language server: started once, when a file of ours is there, told of the world, asked about pipelines.
import * as vscode from 'vscode';
import {
  type FactsParams,
  type ForeignPipelineAnswer,
  type ForeignPipelineParams,
  factsNotification,
  foreignPipelineRequest,
} from '../protocol/lsp.ts';
import type { LanguageClient } from './language/languageClient.ts';
import { showProblem } from './problems.ts';

export interface ServerLink extends vscode.Disposable {
  /** Shows why when it cannot be started. */
  start(): Promise<void>;
  /** Kept until the server is there. */
  tell(facts: FactsParams): void;
  /** The texts that a server was told of are others now: what it reads from them may be another. */
  readonly onDidTellTexts: vscode.Event<void>;
  /** The pipeline of a text in a foreign format; starts the server. Null where there is none, or no server. */
  pipelineOf(params: ForeignPipelineParams): Promise<ForeignPipelineAnswer>;
}

export function createServerLink(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): ServerLink {
  let client: Promise<LanguageClient> | null = null;
  let hasFailed = false;
  const newest = new Map<string, FactsParams>();
  const told = new vscode.EventEmitter<void>();
  const send = (ready: LanguageClient, facts: FactsParams) => {
    ready.sendNotification(factsNotification, facts).catch((error: unknown) => log.debug(String(error)));
  };
  const start = async (): Promise<void> => {
    if (client !== null) return void (await client.catch(() => undefined));
    try {
      // The client library is large: it is loaded when a document needs it, not when the window opens.
      client = import('./language/languageClient.ts').then(({ startLanguageClient }) => startLanguageClient(context));
      const ready = await client;
      for (const facts of newest.values()) send(ready, facts);
    } catch (error) {
      client = null;
      hasFailed = true;
      showProblem({ log }, error);
    }
  };
  return {
    start,
    onDidTellTexts: told.event,
    tell(facts) {
      const isNews = textsOf(facts) !== textsOf(newest.get(facts.root));
      newest.set(facts.root, facts);
      void client?.then(
        ready => {
          send(ready, facts);
          if (isNews) told.fire();
        },
        () => undefined,
      );
    },
    async pipelineOf(params) {
      // Many files are asked about: what could not be started is said once, and tried again with the next document.
      if (client !== null || !hasFailed) await start();
      const ready = await client?.catch(() => null);
      return ready == null ? null : ready.sendRequest<ForeignPipelineAnswer>(foreignPipelineRequest, params);
    },
    dispose() {
      told.dispose();
      void client?.then(
        ready => ready.stop(),
        () => undefined,
      );
    },
  };
}

const textsOf = (facts: FactsParams | undefined): string => JSON.stringify(facts?.facts.texts ?? null);
