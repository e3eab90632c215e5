// The one place where words are translated: English templates are the keys, so that the editor's bundles apply.
import { type ErrorArgs, fillTemplate } from '../engine/errors.ts';

/** Gets an English template with `{name}` places and gives back the text in the reader's language, places filled. */
export type Translator = (message: string, args?: ErrorArgs) => string;

const english: Translator = (message, args) => fillTemplate(message, args ?? {});
let translator: Translator = english;

/** The extension sets `vscode.l10n.t`, a panel the texts it was given; null goes back to English. */
export function setTranslator(next: Translator | null): void {
  translator = next ?? english;
}

/** Translates where a translator was set; English else. Call it when showing, not when a module is loaded. */
export const t: Translator = (message, args) => translator(message, args);
