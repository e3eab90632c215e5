// What the rules of one workflow look at, and what they have in common.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import type { ArgoTemplate, ArgoWorkflow } from './argoWorkflow.ts';
import type { ArgoWorld } from './argoWorld.ts';

export interface ArgoAround {
  readonly workflow: ArgoWorkflow;
  readonly templates: ReadonlyMap<string, ArgoTemplate>;
  readonly world: ArgoWorld;
  readonly text: string;
}

export const isDynamic = (name: string): boolean => name.includes('{{');

/** A template that is named and not there. */
export function templateName(
  node: YamlNode | undefined | null,
  templates: ReadonlyMap<string, unknown>,
): readonly Diagnostic[] {
  const name = textOf(node ?? undefined);
  if (node === null || node === undefined || name === undefined || isDynamic(name) || templates.has(name)) return [];
  return [unknownName('argo-template-unknown', { name, range: node }, templates.keys())];
}
