// Text protocol buffers as a YAML tree: fields become keys, repeated fields lists; half-typed text has a tree too.
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlText, YamlTrouble } from '../../syntax/yamlTree.ts';

/** Never throws. The language: protobuf.dev, Text Format Language Specification. */
export function readPbtxt(text: string): YamlText {
  const reader = new Reader(text);
  const root = reader.message('');
  return { documents: [{ root, start: 0 }], troubles: reader.troubles, unknownAliases: [] };
}

const deepest = 100;

class Reader {
  readonly troubles: YamlTrouble[] = [];
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Fields up to the closing mark, or to the end of the text for ''. */
  message(close: string): YamlMap {
    const start = this.at;
    const entries: YamlEntry[] = [];
    this.depth++;
    for (;;) {
      this.skip();
      const char = this.text[this.at];
      if (char === undefined) {
        if (close !== '') this.trouble(start, start + 1, `a closing «${close}» is missing`);
        break;
      }
      if (char === close) {
        this.at++;
        break;
      }
      if (!this.field(entries)) break;
    }
    this.depth--;
    return { kind: 'map', start, end: this.at, entries: merged(entries), flow: true };
  }

  /** False when reading cannot go on. */
  private field(entries: YamlEntry[]): boolean {
    const match = /^(?:[A-Za-z_][\w]*|\[[\w./-]+\])/.exec(this.text.slice(this.at, this.at + 300));
    if (match === null || this.depth > deepest) {
      this.trouble(this.at, this.at + 1, 'a field name is wanted here');
      return false;
    }
    const key = this.plain(match[0]);
    this.skip();
    const colon = this.text[this.at] === ':';
    if (colon) this.at++;
    const after = this.at;
    this.skip();
    const char = this.text[this.at] ?? '';
    if (!colon && char !== '{' && char !== '[' && char !== '<') {
      this.trouble(key.start, key.end, 'a «:» and a value, or a «{», is wanted after this name');
      entries.push({ key, value: { ...key, start: key.end, end: key.end, value: null, raw: '' } });
      return char !== '';
    }
    entries.push({ key, value: this.value(after) });
    this.skip();
    if (this.text[this.at] === ',' || this.text[this.at] === ';') this.at++;
    return true;
  }

  private value(after: number): YamlNode {
    const char = this.text[this.at] ?? '';
    if (char === '{' || char === '<') {
      this.at++;
      return this.message(char === '{' ? '}' : '>');
    }
    if (char === '[') return this.list();
    if (char === '"' || char === "'") return this.quoted(char);
    const word = /^[-+]?[\w.+-]+/.exec(this.text.slice(this.at, this.at + 300))?.[0];
    if (word !== undefined) return this.plain(word);
    this.trouble(after, after + 1, 'a value is missing');
    return { kind: 'scalar', start: after, end: after, value: null, raw: '', style: 'plain' };
  }

  private list(): YamlNode {
    const start = this.at++;
    const items: YamlNode[] = [];
    for (;;) {
      this.skip();
      const char = this.text[this.at];
      if (char === ']') {
        this.at++;
        break;
      }
      if (char === ',') this.at++;
      else if (char === undefined || char === '}') {
        this.trouble(start, start + 1, 'a closing «]» is missing');
        break;
      } else {
        const before = this.at;
        items.push(this.value(before));
        if (this.at === before) break;
      }
    }
    return { kind: 'list', start, end: this.at, items, flow: true };
  }

  /** Neighbouring quoted texts are one; escapes stay as written but for quotes. */
  private quoted(quote: string): YamlScalar {
    const start = this.at + 1;
    let at = start;
    while (at < this.text.length && this.text[at] !== quote && this.text[at] !== '\n')
      at += this.text[at] === '\\' ? 2 : 1;
    if (this.text[at] !== quote) this.trouble(this.at, this.at + 1, 'a closing quote is missing');
    const end = Math.min(at, this.text.length);
    this.at = this.text[at] === quote ? at + 1 : end;
    const raw = this.text.slice(start, end).replaceAll(`\\${quote}`, quote);
    return { kind: 'scalar', start, end, value: raw, raw, style: quote === '"' ? 'double' : 'single' };
  }

  private plain(raw: string): YamlScalar {
    const start = this.at;
    this.at += raw.length;
    const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?f?$/i.test(raw) ? Number.parseFloat(raw) : null;
    const value = number ?? (raw === 'true' ? true : raw === 'false' ? false : raw);
    return { kind: 'scalar', start, end: this.at, value, raw, style: 'plain' };
  }

  private skip(): void {
    this.at += /^(?:\s|#[^\n]*)*/.exec(this.text.slice(this.at))?.[0].length ?? 0;
  }

  private trouble(start: number, end: number, reason: string): void {
    if (this.troubles.length === 0)
      this.troubles.push({ start, end: Math.min(end, this.text.length), code: 'PBTXT', reason });
  }
}

/** A field that is there several times is one list; a field that holds lists is joined with them. */
function merged(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const byName = new Map<string, YamlEntry[]>();
  for (const entry of entries) byName.set(entry.key.raw, [...(byName.get(entry.key.raw) ?? []), entry]);
  return [...byName.values()].flatMap(([first, ...more]) => {
    if (first === undefined || more.length === 0) return first ?? [];
    const items = [first, ...more].flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
    const value: YamlNode = {
      kind: 'list',
      start: first.value.start,
      end: (more.at(-1) ?? first).value.end,
      items,
      flow: true,
    };
    return [{ key: first.key, value }];
  });
}
