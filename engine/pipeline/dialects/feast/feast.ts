// Feast's feature_store.yaml: project, provider, registry and stores.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt, numberAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, nothingRead } from '../dialect.ts';
import { feastSchema } from '../generated/feastSchema.ts';
import { namedBy } from '../places.ts';

export const feast: Dialect = {
  id: 'feast',
  title: 'Feast feature store',
  names: [/^feature_store\.ya?ml$/],
  recognise: text =>
    /^project:/m.test(text) &&
    /^(online_store|offline_store|entity_key_serialization_version):/m.test(text) &&
    /^(provider|registry):/m.test(text),
  schemaOf: () => feastSchema,
  isDynamic: raw => raw.includes('$'),
  read: ({ root }) => ({
    ...nothingRead,
    findings: [...serialization(root), ...passwords(root)],
    names: namedBy('project', childOf(root, 'project'), root),
  }),
  isShared: false,
};

/** Versions 1 and 2 were removed from Feast. */
function serialization(root: YamlNode): readonly Diagnostic[] {
  const key = 'entity_key_serialization_version';
  const version = numberAt(root, key);
  const node = childOf(root, key);
  return version === undefined || node === undefined || version >= 3
    ? []
    : [finding('feast-serialization', node, { version })];
}

function passwords(node: YamlNode, depth = 0): readonly Diagnostic[] {
  if (depth > 10) return [];
  return entriesAt(node).flatMap(({ key, value }) => {
    const text = textOf(value);
    if (text === undefined) return passwords(value, depth + 1);
    if (!/^(.*_)?password$/i.test(key.raw) || text === '' || /^[$<{*]/.test(text)) return [];
    return [finding('feast-password', value)];
  });
}
