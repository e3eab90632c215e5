// The reader's language: words the host put into the page as `data-words` (JSON: English template → text), else English.
import { readWords, speak, type Words } from '../present/l10n.ts';

/** Call before the first render. Words that cannot be read leave the panel in English. */
export function readLanguage(root: HTMLElement): void {
  speak(parseWords(root.dataset.words));
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
