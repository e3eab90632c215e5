// Text to a YAML tree: a fast parser first, one that recovers from errors where the first refuses.
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { readPlainYaml } from './readPlainYaml.ts';
import { recoverYaml } from './recoverYaml.ts';
import { resolvePlain } from './resolveScalar.ts';
import type { YamlAlias, YamlDocument, YamlEntry, YamlNode, YamlScalar, YamlText } from './yamlTree.ts';

/** Never throws. */
export function readYaml(text: string): YamlText {
  return readStrictly(text) ?? recoverYaml(text);
}

/** Null when the text is not valid YAML, without saying why. */
export const readStrictly = (text: string): YamlText | null => readPlainYaml(text) ?? readByEvents(text);

/** The answer of `readStrictly`, by a parser of the whole standard. */
export function readByEvents(text: string): YamlText | null {
  try {
    return new EventReader(text, parseEvents(text, {})).read();
  } catch {
    // The second parser says what is wrong.
    return null;
  }
}

/** Whether the first parser accepts a text; cheaper than reading it. */
export function isStrictlyValid(text: string): boolean {
  try {
    parseEvents(text, {});
    return true;
  } catch {
    return false;
  }
}

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type OpenEvent = Extract<Event, { anchorStart: number }>;
const scalarStyles = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
} as const;

/** Walks the flat list of events once. `last` is the end of what was read so far: closing events carry no place. */
class EventReader {
  private index = 0;
  private last = 0;
  private anchors = new Map<string, YamlNode>();
  private readonly unknown: YamlAlias[] = [];
  private readonly text: string;
  private readonly events: readonly Event[];

  constructor(text: string, events: readonly Event[]) {
    this.text = text;
    this.events = events;
  }

  read(): YamlText {
    const documents: YamlDocument[] = [];
    while (this.index < this.events.length) {
      this.index++;
      this.anchors = new Map();
      const root = this.isClosing() ? null : this.node();
      this.index++;
      documents.push({ root, start: root?.start ?? this.last });
    }
    return { documents, troubles: [], unknownAliases: this.unknown };
  }

  private isClosing(): boolean {
    return this.events[this.index]?.type === EVENT_ID.POP;
  }

  private node(): YamlNode {
    const event = this.events[this.index++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.scalar(event);
      case EVENT_ID.ALIAS:
        return this.alias(event.anchorStart, event.anchorEnd);
      case EVENT_ID.SEQUENCE: {
        const items: YamlNode[] = [];
        const flow = event.style === COLLECTION_STYLE.FLOW;
        if (flow) this.last = Math.max(this.last, event.start + 1);
        const list = { kind: 'list' as const, start: event.start, end: event.start, items, flow };
        this.remember(event, list);
        while (!this.isClosing()) items.push(this.node());
        list.end = this.close(flow, ']');
        return list;
      }
      case EVENT_ID.MAPPING: {
        const entries: YamlEntry[] = [];
        const flow = event.style === COLLECTION_STYLE.FLOW;
        if (flow) this.last = Math.max(this.last, event.start + 1);
        const map = { kind: 'map' as const, start: event.start, end: event.start, entries, flow };
        this.remember(event, map);
        while (!this.isClosing()) entries.push({ key: asKey(this.node(), this.text), value: this.node() });
        map.end = this.close(flow, '}');
        return map;
      }
      default:
        throw new Error('unexpected YAML event');
    }
  }

  /** A flow collection ends with its bracket, whatever comments lie before it. */
  private close(flow: boolean, bracket: string): number {
    this.index++;
    if (flow) {
      const rest = /^(?:[\s,"':]|#[^\n]*)*/.exec(this.text.slice(this.last, this.last + 2000))?.[0].length ?? 0;
      if (this.text[this.last + rest] === bracket) this.last += rest + 1;
    }
    return this.last;
  }

  private scalar(event: ScalarEvent): YamlScalar {
    const isAbsent = event.valueStart < 0;
    const start = isAbsent ? this.afterColon() : event.valueStart;
    const end = isAbsent ? start : event.valueEnd;
    const raw = isAbsent ? '' : event.fast ? this.text.slice(start, end) : getScalarValue(this.text, event);
    const style = scalarStyles[event.style as keyof typeof scalarStyles];
    const isPlain = style === 'plain' && !this.isTaggedText(event);
    this.last = Math.max(this.last, end + (style === 'single' || style === 'double' ? 1 : 0));
    const scalar: YamlScalar = {
      kind: 'scalar',
      start,
      end: style === 'block' ? this.trimmed(start, end) : end,
      value: isPlain ? resolvePlain(raw) : raw,
      raw,
      style,
    };
    this.remember(event, scalar);
    return scalar;
  }

  /** An empty value lies behind the colon that follows its key. */
  private afterColon(): number {
    const colon = /^[ \t]*:/.exec(this.text.slice(this.last, this.last + 200))?.[0].length ?? 0;
    return this.last + colon;
  }

  private trimmed(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.text[last - 1] ?? '')) last--;
    return last;
  }

  private isTaggedText(event: ScalarEvent): boolean {
    if (event.tagStart < 0) return false;
    const tag = this.text.slice(event.tagStart, event.tagEnd);
    return tag === '!' || tag === '!!str';
  }

  private alias(start: number, end: number): YamlAlias {
    const name = this.text.slice(start, end);
    this.last = end;
    const alias: YamlAlias = { kind: 'alias', start: start - 1, end, name, target: this.anchors.get(name) ?? null };
    if (alias.target === null) this.unknown.push(alias);
    return alias;
  }

  private remember(event: OpenEvent, node: YamlNode): void {
    if (event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
  }
}

/** Lists and maps as keys are beyond our files: they are kept as the text they were written with. */
function asKey(node: YamlNode, text: string): YamlScalar {
  if (node.kind === 'scalar') return node;
  const target = node.kind === 'alias' ? node.target : null;
  const raw = target?.kind === 'scalar' ? target.raw : text.slice(node.start, node.end);
  return { kind: 'scalar', start: node.start, end: node.end, value: raw, raw, style: 'plain' };
}
