// The one place where words are translated: English templates are the keys, so that the editor's bundles apply.
import { type ErrorArgs, fillTemplate } from '../engine/errors.ts';

/** Gets an English template with `{name}` places and gives back the text in the reader's language, places filled. */
export type Translator = (message: string, args?: ErrorArgs) => string;

const english: Translator = (message, args) => fillTemplate(message, args ?? {});
let translator: Translator = english;

/** English template → text in the reader's language, as the editor's bundles hold them. */
export type Words = Readonly<Record<string, string>>;

/** What has no words in the reader's language stays English. */
const translatorOf =
  (words: Words): Translator =>
  (message, args) =>
    fillTemplate(words[message] ?? message, args ?? {});

/** Words from outside: whatever is no text is left out; null where there are none. */
export function readWords(value: unknown): Words | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The extension sets `vscode.l10n.t`, a panel the texts it was given; null goes back to English. */
export function setTranslator(next: Translator | null): void {
  translator = next ?? english;
}

/** From now on in these words; null is English. */
export const speak = (words: Words | null): void => setTranslator(words === null ? null : translatorOf(words));

/** Translates where a translator was set; English else. Call it when showing, not when a module is loaded. */
export const t: Translator = (message, args) => translator(message, args);
