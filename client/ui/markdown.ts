// Tooltips as Markdown in which text from files cannot become markup or a link.
import * as vscode from 'vscode';

/** Text as it is: Markdown's own signs are escaped. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&').replaceAll('\n', ' ');

/** Lines of Markdown; command links are never on. */
export function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(lines.join('\n\n'), true);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}
/** A small table of names and values, numbers to the right; nothing when there are no rows. */
export function table(
  head: readonly [string, string],
  rows: readonly (readonly [string, string])[],
  values: 'numbers' | 'words' = 'numbers',
): readonly string[] {
  if (rows.length === 0) return [];
  const line = ([name, value]: readonly [string, string]) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(value)} |`;
  return [[line(head), values === 'numbers' ? '| :-- | --: |' : '| :-- | :-- |', ...rows.map(line)].join('\n')];
}
