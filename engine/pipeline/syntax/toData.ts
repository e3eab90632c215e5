// A YAML tree as plain data, with aliases and merges resolved within a budget.
import { entriesOf, type ScalarValue, type YamlNode } from './yamlTree.ts';

export type YamlData = ScalarValue | YamlData[] | { [key: string]: YamlData };
/** Values that aliases may add to a document; a bomb of some lines would add millions. */
export const aliasBudget = 20_000;
const maxDepth = 200;

/** Undefined when aliases go round in circles or add more than the budget. */
export function toData(root: YamlNode): YamlData | undefined {
  let spent = 0;
  const read = (node: YamlNode, byAlias: boolean, depth: number): YamlData => {
    if (depth > maxDepth || (byAlias && ++spent > aliasBudget)) throw tooMuch;
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'alias':
        return node.target === null ? null : read(node.target, true, depth + 1);
      case 'list':
        return node.items.map(item => read(item, byAlias, depth + 1));
      case 'map': {
        const data: { [key: string]: YamlData } = {};
        const entries = entriesOf(node);
        const merges = entries !== node.entries;
        for (const { key, value } of entries) setOwn(data, key.raw, read(value, byAlias || merges, depth + 1));
        return data;
      }
    }
  };
  try {
    return read(root, false, 0);
  } catch (error) {
    if (error === tooMuch) return undefined;
    throw error;
  }
}

const tooMuch = new Error('too many values');

/** A key `__proto__` is a key like any other. */
function setOwn(data: { [key: string]: YamlData }, key: string, value: YamlData): void {
  if (key === '__proto__')
    Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
  else data[key] = value;
}
