// What the outside sees of a component: inputs and outputs with their types.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { readYaml } from '../../syntax/readYaml.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

export interface ComponentFace {
  readonly inputs: ReadonlyMap<string, PortType>;
  readonly outputs: ReadonlyMap<string, PortType>;
}
export interface PortType {
  /** Null: not said. */
  readonly type: string | null;
  /** It need not be given. */
  readonly isOptional: boolean;
}

export const faceOf = (component: YamlNode): ComponentFace => ({
  inputs: portsOf(childOf(component, 'inputs')),
  outputs: portsOf(childOf(component, 'outputs')),
});

export const portsOf = (node: YamlNode | undefined): ReadonlyMap<string, PortType> =>
  new Map(
    entriesAt(node).map(({ key, value }) => [
      key.raw,
      {
        type: textAt(value, 'type') ?? null,
        isOptional: textAt(value, 'optional') === 'true' || childOf(value, 'default') !== undefined,
      },
    ]),
  );

/** Faces of component files whose text is known; each is read once for the same texts. */
const kept = new WeakMap<NonNullable<Facts['texts']>, Map<ProjectPath, ComponentFace | null>>();

/** Null when the text is not known, cannot be read or is of no component. */
export function localFace({ texts }: Facts, path: ProjectPath): ComponentFace | null {
  if (texts === undefined) return null;
  const faces = kept.get(texts) ?? new Map<ProjectPath, ComponentFace | null>();
  kept.set(texts, faces);
  const known = faces.get(path);
  if (known !== undefined) return known;
  const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
  const face = text === undefined ? null : readFace(text);
  faces.set(path, face);
  return face;
}

function readFace(text: string): ComponentFace | null {
  const { documents, troubles } = readYaml(text);
  const root = documents[0]?.root;
  if (troubles.length > 0 || documents.length !== 1 || root?.kind !== 'map') return null;
  const isComponent = textOf(childOf(root, 'type')) !== undefined || childOf(root, 'command') !== undefined;
  return isComponent && childOf(root, '<<') === undefined ? faceOf(root) : null;
}
