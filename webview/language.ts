// The reader's language: words the host put into the page as `data-words` (JSON: English template → text), else English.
import { readWords, setTranslator, translatorOf, type Words } from '../present/l10n.ts';

/** Call before the first render. Words that cannot be read leave the panel in English. */
export function readLanguage(root: HTMLElement): void {
  const words = parseWords(root.dataset.words);
  if (words !== null) setTranslator(translatorOf(words));
}

function parseWords(json: string | undefined): Words | null {
  if (json === undefined || json === '') return null;
  try {
    return readWords(JSON.parse(json));
  } catch (error) {
    console.warn('the words of the page could not be read', error);
    return null;
  }
}
