// The readers of model cards and foreign formats, and late features: loaded with the first document or question for one.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CardProfileId } from '../engine/domain/cardProfile.ts';
import type { KeptFile } from '../engine/pipeline/dialects/inParts.ts';
import { speak, type Words } from '../present/l10n.ts';
import type { ProjectFile } from './documents.ts';
import type { LateFeatures } from './lateFeatures.ts';
import type { OpenCard, OpenDialect } from './openFile.ts';

export interface Formats {
  openCard(document: TextDocument, project: ProjectFile, profile: CardProfileId | null): OpenCard;
  /** For each open document what is kept of it from edit to edit. */
  keepFile(): KeptFile;
  /** `read` is null when the text is of no known format. */
  openDialect(document: TextDocument, project: ProjectFile, kept: KeptFile): OpenDialect;
  readonly features: LateFeatures;
  /** The bundle translates by itself; null is English. */
  speak(words: Words | null): void;
}
export interface LazyFormats {
  /** Null until loaded. */
  readonly loaded: Formats | null;
  /** Null when there is nothing to wait for. */
  load(): Promise<unknown> | null;
  /** The reader's language, here and in what is loaded later; null is English. */
  speak(words: Words | null): void;
}

export function lazyFormats(source: () => Promise<{ readonly formats: Formats }>): LazyFormats {
  let loaded: Formats | null = null;
  let spoken: Words | null = null;
  let loading: Promise<unknown> | null = null;
  return {
    get loaded() {
      return loaded;
    },
    load() {
      if (loaded !== null) return null;
      loading ??= source().then(module => {
        module.formats.speak(spoken);
        loaded = module.formats;
      });
      return loading;
    },
    speak(words) {
      spoken = words;
      speak(words);
      loaded?.speak(words);
    },
  };
}
