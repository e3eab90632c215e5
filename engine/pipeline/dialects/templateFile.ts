// Tells a text that a template engine turns into YAML (Helm, Jinja) from YAML itself.
import type { TextRange } from '../../domain/diagnostic.ts';
import type { YamlNode, YamlText } from '../syntax/yamlTree.ts';

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

/** A value that begins with `{{`, without quotes: to YAML a mapping whose key is a mapping, or no YAML at all. */
const braced = /^[^\S\r\n]*(?:-[ \t]+)?[\w.$/-]+:[ \t]+\{\{[^\r\n]*/m;

/** For formats whose files are often filled in by a tool: the first bare `{{x}}` that is a value, or null. */
export function bareTemplate(text: string, { documents, troubles }: YamlText): TextRange | null {
  const match = text.includes('{{') ? braced.exec(text) : null;
  if (match === null) return null;
  const start = match.index + match[0].indexOf('{{');
  const isValue = troubles.length > 0 || documents.some(({ root }) => root !== null && hasMapKey(root, start));
  return isValue ? { start, end: match.index + match[0].trimEnd().length } : null;
}

/** Whether a mapping in brackets begins at an offset: texts that hold braces begin elsewhere. */
function hasMapKey(node: YamlNode, start: number): boolean {
  if (node.start > start || node.end < start) return false;
  if (node.kind === 'map') {
    if (node.flow && node.start === start) return true;
    return node.entries.some(({ value }) => hasMapKey(value, start));
  }
  return node.kind === 'list' && node.items.some(item => hasMapKey(item, start));
}
