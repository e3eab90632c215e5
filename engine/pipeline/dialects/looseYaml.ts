// What PyYAML and Go's YAML accept beyond the specification: quoted texts and brackets that go on without indentation.
import { readStrictly, readYaml } from '../syntax/readYaml.ts';
import type { YamlText } from '../syntax/yamlTree.ts';

/** The tools behind these formats read a little more than YAML; what they read is no mistake. */
export function readLoosely(text: string): YamlText {
  const strict = readYaml(text);
  if (strict.troubles.length === 0) return strict;
  const loose = readStrictly(looseText(text));
  return loose ?? strict;
}

/**
 * The same text, as long, with line breaks inside quotes and brackets turned into spaces; offsets stay true.
 * The specification (YAML 1.2.2, section 7.3) wants such lines indented; the tools that read these files do not.
 */
export function looseText(text: string): string {
  const chars = text.split('');
  let at = 0;
  let depth = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\n' || char === '\r') {
      if (depth > 0) chars[at] = ' ';
      at++;
    } else if (char === '#' && isTokenStart(text, at, depth)) {
      const end = endOfLine(text, at);
      // A comment inside brackets would swallow what follows it.
      if (depth > 0) for (let i = at; i < end; i++) chars[i] = ' ';
      at = end;
    } else if ((char === '"' || char === "'") && isTokenStart(text, at, depth)) {
      const end = endOfQuoted(text, at);
      for (let i = at; i < end; i++) if (chars[i] === '\n' || chars[i] === '\r') chars[i] = ' ';
      at = end;
    } else if ((char === '|' || char === '>') && depth === 0 && isBlockStart(text, at)) {
      at = endOfBlock(text, at);
    } else {
      if ((char === '[' || char === '{') && (depth > 0 || isTokenStart(text, at, depth))) depth++;
      else if ((char === ']' || char === '}') && depth > 0) depth--;
      at++;
    }
  }
  return chars.join('');
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** A quote, bracket or comment begins something only where a value can begin. */
function isTokenStart(text: string, at: number, depth: number): boolean {
  const before = text[at - 1] ?? '\n';
  if (!/\s/.test(before)) return depth > 0 && /[[{,:]/.test(before) && text[at] !== '#';
  if (text[at] === '#') return true;
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
  return line === '' || /(?:^|\s)(?:-|\?)$|:$|[[{,]$|(?:^|\s)[&!][^\s]*$/.test(line);
}

function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at + 1;
    }
  }
  return text.length;
}

const isBlockStart = (text: string, at: number): boolean =>
  /^[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?$/m.test(text.slice(at, endOfLine(text, at))) && isTokenStart(text, at, 0);

/** The lines indented deeper than the one with the mark. */
function endOfBlock(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at) + 1;
  const indent = /^[ ]*(?:- +)*/.exec(text.slice(start))?.[0].length ?? 0;
  let end = endOfLine(text, at);
  while (end < text.length) {
    const next = endOfLine(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && line.length - line.trimStart().length <= Math.max(0, indent - 2)) break;
    if (next >= text.length) return text.length;
    end = next;
  }
  return end;
}
