// Puts quoted text and brackets that run over several lines on one, since their lines may be indented too little.

/**
 * YAML 1.2 wants the second line of a quoted text indented deeper than its key; the Hub, PyYAML and other readers do
 * not. The same text with spaces for the line breaks inside quotes and brackets, so that every offset stays; the text
 * itself where a quote or bracket is never closed.
 */
export function joinLines(yaml: string): string {
  const breaks: number[] = [];
  let depth = 0;
  /** Whether a value or key may start here; only there a quote or bracket is one. */
  let isFresh = true;
  for (let at = 0; at < yaml.length; at++) {
    const char = yaml[at] ?? '';
    if (char === '\n') {
      if (depth > 0) breaks.push(at);
      isFresh = true;
    } else if (char === '#' && /\s|^$/.test(yaml[at - 1] ?? '')) {
      if (depth > 0) return yaml;
      at = lineEnd(yaml, at) - 1;
    } else if (/\s/.test(char)) {
      if (char === '\r' && depth > 0) breaks.push(at);
    } else if (isFresh && (char === '"' || char === "'")) {
      const end = quoteEnd(yaml, at, char);
      if (end < 0) return yaml;
      for (let inside = at; inside < end; inside++) if (/[\r\n]/.test(yaml[inside] ?? '')) breaks.push(inside);
      at = end;
      isFresh = false;
    } else if (isFresh && depth === 0 && (char === '|' || char === '>')) {
      at = blockEnd(yaml, at) - 1;
    } else if (isFresh && (char === '[' || char === '{')) {
      depth++;
    } else if (depth > 0 && (char === ']' || char === '}')) {
      depth--;
      isFresh = false;
    } else {
      const isMark = depth > 0 ? char === ',' || isBefore(yaml, at, ':') : isBefore(yaml, at, ':');
      isFresh = isMark || (isFresh && (isBefore(yaml, at, '-') || isBefore(yaml, at, '?')));
    }
  }
  return depth > 0 ? yaml : withSpaces(yaml, breaks);
}

/** Whether the mark stands here with white space behind it. */
const isBefore = (yaml: string, at: number, mark: string): boolean =>
  yaml[at] === mark && /\s|^$/.test(yaml[at + 1] ?? '');

function quoteEnd(yaml: string, start: number, quote: string): number {
  for (let at = start + 1; at < yaml.length; at++) {
    if (quote === '"' && yaml[at] === '\\') at++;
    else if (yaml[at] === quote) {
      if (quote === '"' || yaml[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

/** Where the lines of a block text end: before the first that is indented no deeper than the line it starts on. */
function blockEnd(yaml: string, start: number): number {
  const indent = indentAt(yaml, yaml.lastIndexOf('\n', start) + 1);
  let at = lineEnd(yaml, start);
  while (at < yaml.length) {
    const next = lineEnd(yaml, at + 1);
    if (yaml.slice(at + 1, next).trim() !== '' && indentAt(yaml, at + 1) <= indent) return at;
    at = next;
  }
  return yaml.length;
}

const indentAt = (yaml: string, line: number): number => /^ */.exec(yaml.slice(line, line + 200))?.[0].length ?? 0;

function lineEnd(yaml: string, at: number): number {
  const end = yaml.indexOf('\n', at);
  return end < 0 ? yaml.length : end;
}

function withSpaces(yaml: string, breaks: readonly number[]): string {
  let joined = '';
  let last = 0;
  for (const at of breaks) {
    joined += `${yaml.slice(last, at)} `;
    last = at + 1;
  }
  return joined + yaml.slice(last);
}
