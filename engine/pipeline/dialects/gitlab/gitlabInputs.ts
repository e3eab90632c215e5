// Inputs of a GitLab file: `spec.inputs` in its first document, `$[[ inputs.x ]]` in the second.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import type { DialectReading, NamedPlace, PlaceNote } from '../dialect.ts';
import { definedBy, type Spot, spotsIn, unknownName } from '../places.ts';

/** The header with `spec` is a document of its own. */
export const isHeader = (root: YamlNode): boolean =>
  root.kind === 'map' && root.entries.length > 0 && root.entries.every(({ key }) => key.raw === 'spec');

export interface GitlabInputs {
  readonly inputs: readonly YamlEntry[];
  readonly uses: readonly Spot[];
  /** Inputs may come from other files as well. */
  readonly isOpen: boolean;
}

/** Null where the file has no header: then `$[[ … ]]` is plain text. */
export function readInputs(roots: readonly YamlNode[], root: YamlNode, text: string): GitlabInputs | null {
  const header = roots.find(isHeader);
  if (header === undefined || header === root) return null;
  const spec = childOf(header, 'spec');
  return {
    inputs: entriesAt(childOf(spec, 'inputs')),
    uses: spotsIn(text, root, /\$\[\[\s*inputs\.([\w-]+)/g),
    isOpen: childOf(spec, 'include') !== undefined,
  };
}

export function inputFindings({ inputs, uses, isOpen }: GitlabInputs): readonly Diagnostic[] {
  const names = new Set(inputs.map(({ key }) => key.raw));
  const used = new Set(uses.map(({ name }) => name));
  return [
    ...(isOpen ? [] : uses.filter(({ name }) => !names.has(name))).map(use =>
      unknownName('gitlab-input-unknown', use, names),
    ),
    ...inputs
      .filter(({ key }) => !used.has(key.raw))
      .map(({ key }) => finding('gitlab-input-unused', key, { name: key.raw }, { tag: 'unnecessary' })),
  ];
}

export const inputNames = ({ inputs, uses }: GitlabInputs): readonly NamedPlace[] => [
  ...inputs.map(input => definedBy('input', input)),
  ...uses.map(({ name, range }): NamedPlace => ({ kind: 'input', name, range, role: 'use' })),
];

export const inputNotes = ({ inputs, uses }: GitlabInputs): readonly PlaceNote[] =>
  uses.flatMap(({ name, range }) => {
    const input = inputs.find(({ key }) => key.raw === name);
    if (input === undefined) return [];
    const type = textOf(childOf(input.value, 'type')) ?? 'string';
    const preset = textOf(childOf(input.value, 'default'));
    if (preset === undefined) return [{ range, text: `\`${name}\`: ${type}, has to be given` }];
    return [{ range, text: `\`${name}\`: ${type}, default \`${preset.slice(0, 200)}\`` }];
  });

export const inputExpressions = ({ inputs }: GitlabInputs): DialectReading['expressionNames'] =>
  inputs.map(({ key, value }) => ({ name: `inputs.${key.raw}`, detail: textOf(childOf(value, 'type')) ?? '' }));
