// Languages and tags: ISO codes, and no `no` that readers of YAML 1.1 take for false.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { quoteFix } from '../../pipeline/syntaxFindings.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, type CardScalar, entryOf, itemsOf } from '../cardTree.ts';
import { intendedLanguages, isLanguage, languagePair } from '../vocabulary.ts';

export function languageRules(card: CardDocument): readonly Diagnostic[] {
  const language = entryOf(card.root, 'language')?.value;
  const tags = entryOf(card.root, 'tags')?.value;
  return [
    ...(language === undefined ? [] : itemsOf(language).flatMap(languageItem)),
    ...(tags?.kind === 'list' ? tags.items.flatMap(yamlBoolean) : []),
  ];
}

function languageItem(node: CardNode): readonly Diagnostic[] {
  if (node.kind !== 'scalar' || node.value === null) return [];
  const boolean = yamlBoolean(node);
  if (boolean.length > 0) return boolean;
  const language = String(node.value);
  if (isLanguage(language)) return [];
  const codes = intendedLanguages(language);
  const pair = languagePair(language);
  const meant = [...(codes === null ? [] : [codes]), ...(pair === null ? [] : [pair])];
  // `en-lv` may be English of Latvia, and more likely is English and Latvian: only a person knows.
  const fixes = meant.map(one => ({ ...replaceFix(node, written(one)), ...(meant.length > 1 && unsure) }));
  return [finding('card-language-unknown', node, { language }, fixes.length === 0 ? {} : { fixes })];
}

const unsure = { isSure: false } as const;
const written = (codes: readonly string[]): string =>
  codes.length === 1 ? quoted(codes[0] ?? '') : `[${codes.map(quoted).join(', ')}]`;

const quoted = (code: string): string => (code === 'no' ? '"no"' : code);

/** The Hub's Python client reads YAML 1.1: https://yaml.org/type/bool.html as PyYAML implements it. */
function yamlBoolean(node: CardNode): readonly Diagnostic[] {
  if (!isYamlBoolean(node)) return [];
  const value = /^(yes|on|true)$/i.test(node.text) ? 'true' : 'false';
  return [finding('card-yaml-boolean', node, { text: node.text, value }, { fixes: [quoteFix(node, node.text)] })];
}

const isYamlBoolean = (node: CardNode): node is CardScalar =>
  node.kind === 'scalar' &&
  node.isPlain &&
  /^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/.test(node.text);
