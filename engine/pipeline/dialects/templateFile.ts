// Tells a text that a template engine turns into YAML (Helm, Jinja) from YAML itself.
import type { TextRange } from '../../domain/diagnostic.ts';

/** Blocks of Jinja, and lines of Helm that start with an action: no YAML parser reads these. Argo's `{{x}}` is none. */
const block =
  /^[^\S\r\n]*\{%-?[^\r\n]*|^[^\S\r\n]*\{\{-?\s*(?:if|range|with|end|else|define|template|include|block|\/\*)\b[^\r\n]*/m;

/** Where the template shows itself first, or null. */
export function isTemplateFile(text: string): TextRange | null {
  if (!text.includes('{%') && !text.includes('{{')) return null;
  const match = block.exec(text);
  if (match === null) return null;
  const start = match.index + match[0].length - match[0].trimStart().length;
  return { start, end: match.index + match[0].trimEnd().length };
}
