// Values of text protocol buffers as Triton writes them: repeated fields, entries of map fields.
import { childOf, itemsOf, type YamlNode } from '../../syntax/yamlTree.ts';

/** A repeated field may be there once, without brackets. */
export const manyOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node === undefined ? [] : node.kind === 'list' ? itemsOf(node) : [node];

/** Key and value of the entries of a map field. */
export const mapEntries = (
  node: YamlNode | undefined,
  field: string,
): readonly { readonly key: YamlNode | undefined; readonly value: YamlNode | undefined }[] =>
  manyOf(childOf(node, field)).map(entry => ({ key: childOf(entry, 'key'), value: childOf(entry, 'value') }));

export const mapValues = (node: YamlNode | undefined, field: string): readonly YamlNode[] =>
  mapEntries(node, field).flatMap(({ value }) => value ?? []);
