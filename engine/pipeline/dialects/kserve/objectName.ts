// Names of KServe's objects: they become part of host names.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { textOf, type YamlNode } from '../../syntax/yamlTree.ts';

/** Values that a tool fills in before Kubernetes sees them. */
export const isTemplate = (text: string): boolean => /[${<]/.test(text);

export function nameFindings(node: YamlNode | undefined): readonly Diagnostic[] {
  const name = textOf(node);
  if (node === undefined || name === undefined || isTemplate(name) || /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name))
    return [];
  return [finding('kserve-name', node, { name })];
}
