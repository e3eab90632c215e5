// The licence: an id of the Hub in its own spelling; `other` says which one it is.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, entryOf, itemsOf } from '../cardTree.ts';
import { intendedLicense, licenses } from '../vocabulary.ts';

export function licenseRules(card: CardDocument): readonly Diagnostic[] {
  const license = entryOf(card.root, 'license')?.value;
  if (license === undefined) return [];
  return itemsOf(license).flatMap(node => [...spelling(node), ...otherNamed(card, node)]);
}

function spelling(node: CardNode): readonly Diagnostic[] {
  if (node.kind !== 'scalar' || node.value === null) return [];
  const license = String(node.value);
  if (licenses.has(license)) return [];
  const nearest = intendedLicense(license);
  if (nearest === null)
    return [finding('card-license-unknown', node, { license }, { fixes: [replaceFix(node, 'other')] })];
  return [finding('card-license-form', node, { license, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

function otherNamed(card: CardDocument, node: CardNode): readonly Diagnostic[] {
  if (node.kind !== 'scalar' || node.value !== 'other') return [];
  const missing = ['license_name', 'license_link'].filter(key => entryOf(card.root, key) === null);
  if (missing.length === 0) return [];
  const fixes =
    card.front === null || (card.root?.kind === 'map' && card.root.isFlow)
      ? []
      : [addKeys(missing, card.front.yaml.end, card.text)];
  return [finding('card-license-other', node, { missing: missing.join(' and ') }, fixes.length === 0 ? {} : { fixes })];
}

/** Keys to fill in; what stands in them only a person knows. */
function addKeys(keys: readonly string[], end: number, text: string): TextFix {
  const gap = text[end - 1] === '\n' ? '' : '\n';
  const lines = keys.map(key => `${key}: ${key === 'license_link' ? 'LICENSE' : ''}\n`).join('');
  return {
    title: 'add-key',
    args: { key: keys.join(', ') },
    edits: [{ range: { start: end, end }, text: gap + lines }],
    isSure: false,
  };
}
