// The reader's language: words the host put into the page as `data-words` (JSON: English template → text), else English.
import { setTranslator } from '../present/l10n.ts';

/** Call before the first render. Words that cannot be read leave the panel in English. */
export function readLanguage(root: HTMLElement): void {
  const words = parseWords(root.dataset.words);
  if (words === null) return;
  setTranslator((message, args) =>
    (words[message] ?? message).replace(/\{(\w+)\}/g, (place, name: string) => String(args?.[name] ?? place)),
  );
}

function parseWords(json: string | undefined): Readonly<Record<string, string>> | null {
  if (json === undefined || json === '') return null;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return Object.fromEntries(Object.entries(parsed).filter(([, text]) => typeof text === 'string')) as Record<
      string,
      string
    >;
  } catch (error) {
    console.warn('the words of the page could not be read', error);
    return null;
  }
}
