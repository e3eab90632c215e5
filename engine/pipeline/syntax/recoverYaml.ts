// The second parser: says what is wrong with a text and makes a tree of the rest.
import * as YAML from 'yaml';
import { resolvePlain } from './resolveScalar.ts';
import type { YamlAlias, YamlEntry, YamlNode, YamlScalar, YamlText, YamlTrouble } from './yamlTree.ts';

const options = {
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  merge: false,
  version: '1.2',
} as const;

/** Never throws. Of many troubles in one place the first. */
export function recoverYaml(text: string): YamlText {
  try {
    const parsed = YAML.parseAllDocuments(text, options);
    const documents = Array.isArray(parsed) ? parsed : [];
    const unknownAliases: YamlAlias[] = [];
    return {
      documents: documents.map(document => {
        const root = new NodeReader(text, unknownAliases).read(
          document.contents as YAML.ParsedNode | null,
          document.range?.[0] ?? 0,
        );
        return { root: document.contents === null ? null : root, start: document.range?.[0] ?? 0 };
      }),
      troubles: documents.flatMap(document => document.errors.map(error => toTrouble(error, text))),
      unknownAliases,
    };
  } catch {
    const trouble = {
      start: 0,
      end: Math.min(1, text.length),
      code: 'RESOURCE_EXHAUSTION',
      reason: 'it is nested too deep',
    };
    return { documents: [], troubles: [trouble], unknownAliases: [] };
  }
}

class NodeReader {
  private readonly anchors = new Map<string, YamlNode>();
  private readonly text: string;
  private readonly unknown: YamlAlias[];
  constructor(text: string, unknown: YamlAlias[]) {
    this.text = text;
    this.unknown = unknown;
  }

  read(node: YAML.ParsedNode | null, at: number): YamlNode {
    if (node === null) return { kind: 'scalar', start: at, end: at, value: null, raw: '', style: 'plain' };
    const [start, end] = node.range;
    if (YAML.isAlias(node)) return this.alias(node.source, start, end);
    if (YAML.isScalar(node)) return this.remember(node, this.scalar(node as YAML.Scalar.Parsed));
    if (YAML.isSeq(node)) {
      const items: YamlNode[] = [];
      const list = this.remember(node, { kind: 'list', start, end, items, flow: node.flow === true });
      for (const item of node.items) items.push(this.read(item as YAML.ParsedNode | null, end));
      return list;
    }
    const entries: YamlEntry[] = [];
    const map = this.remember(node, { kind: 'map', start, end, entries, flow: node.flow === true });
    for (const pair of (node as YAML.YAMLMap.Parsed).items) {
      const key = this.key(pair.key, start);
      entries.push({ key, value: this.read(pair.value, this.afterColon(key.end)) });
    }
    return map;
  }

  private key(node: YAML.ParsedNode | null, at: number): YamlScalar {
    const key = this.read(node, at);
    if (key.kind === 'scalar') return key;
    const raw = this.text.slice(key.start, key.end);
    return { kind: 'scalar', start: key.start, end: key.end, value: raw, raw, style: 'plain' };
  }

  private scalar(node: YAML.Scalar.Parsed): YamlScalar {
    const [start, end] = node.range;
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const isQuoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
    const style =
      node.type === 'QUOTE_SINGLE'
        ? 'single'
        : node.type === 'QUOTE_DOUBLE'
          ? 'double'
          : node.type === 'PLAIN'
            ? 'plain'
            : 'block';
    const raw = style === 'plain' ? (node.source ?? text) : text;
    const isText = style !== 'plain' || node.tag === '!' || node.tag === 'tag:yaml.org,2002:str';
    const value = isText ? raw : resolvePlain(raw);
    const isClosed = isQuoted && end - start > 1 && this.text[end - 1] === this.text[start];
    return { kind: 'scalar', start: isQuoted ? start + 1 : start, end: isClosed ? end - 1 : end, value, raw, style };
  }

  private afterColon(at: number): number {
    return at + (/^["']?[ \t]*:/.exec(this.text.slice(at, at + 200))?.[0].length ?? 0);
  }

  private alias(name: string, start: number, end: number): YamlAlias {
    const alias: YamlAlias = { kind: 'alias', start, end, name, target: this.anchors.get(name) ?? null };
    if (alias.target === null) this.unknown.push(alias);
    return alias;
  }

  private remember<N extends YamlNode>(source: YAML.ParsedNode, node: N): N {
    const anchor = 'anchor' in source ? source.anchor : undefined;
    if (anchor) this.anchors.set(anchor, node);
    return node;
  }
}

/** Clauses in our words for what the parser calls by codes. */
const reasons: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'tabs cannot indent, only spaces can',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BLOCK_AS_IMPLICIT_KEY: 'a second «: » stands in one line; put text that holds «: » in quotes',
  BLOCK_IN_FLOW: 'lines with «- » or «key:» cannot stand inside brackets',
  MULTILINE_IMPLICIT_KEY: 'a «:» is missing after this key',
  BAD_SCALAR_START: 'text that starts with this character needs quotes',
  BAD_DQ_ESCAPE: 'this escape after «\\» is none; in single quotes «\\» is plain text',
  BAD_ALIAS: 'the name of an alias is missing after «*»',
  UNEXPECTED_TOKEN: 'this cannot stand here; text with special characters needs quotes',
  MULTIPLE_ANCHORS: 'a value can have one anchor only',
  MULTIPLE_TAGS: 'a value can have one tag only',
  KEY_OVER_1024_CHARS: 'a key cannot be longer than 1,024 characters',
  RESOURCE_EXHAUSTION: 'it is nested too deep',
};

function toTrouble(error: YAML.YAMLParseError, text: string): YamlTrouble {
  const at = Math.min(error.pos[0], text.length);
  return {
    start: at,
    end: Math.min(Math.max(error.pos[1], at), text.length),
    code: error.code,
    reason: reasonOf(error),
  };
}

function reasonOf({ code, message }: YAML.YAMLParseError): string {
  if (code === 'MISSING_CHAR') {
    if (message.includes('quote')) return 'a closing quote is missing';
    if (/flow (sequence|map)/.test(message)) return 'a comma or a closing bracket is missing';
    if (message.includes('space') || message.includes('Block')) return 'a space is missing here';
    return 'a «:» is missing after this key';
  }
  if (message.startsWith('Flow '))
    return 'a closing bracket is missing, or what is in the brackets is indented too little';
  return reasons[code] ?? message.replace(/\.$/, '');
}
