// Names of a dvc.yaml where they are defined and used: stages, values written here, axes, files that stages make.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { NamedPlace } from '../dialect.ts';
import { definedBy } from '../places.ts';
import type { DvcGroup, DvcPath, DvcStage } from './dvcStages.ts';
import { findTemplates } from './dvcTemplate.ts';

export function namesOf(root: YamlNode, stages: readonly DvcStage[], text: string): readonly NamedPlace[] {
  const values = valueNames(childOf(root, 'vars'), 'value');
  const known = new Set(values.map(({ name }) => name));
  return [
    ...values,
    ...stages.flatMap(({ group, paths }) => [
      { kind: 'stage', name: group.name, range: rangeOf(group.key), role: 'definition' as const, whole: group.whole },
      ...axisNames(group),
      ...templateNames(group, known, text),
      ...paths.flatMap(pathName),
    ]),
  ];
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });

/** Keys of inline `vars`, by their dotted path. */
function valueNames(vars: YamlNode | undefined, kind: string): readonly NamedPlace[] {
  const below = (node: YamlNode, path: string): readonly NamedPlace[] =>
    entriesAt(node).flatMap(entry => {
      const name = path === '' ? entry.key.raw : `${path}.${entry.key.raw}`;
      return [definedBy(kind, entry, name), ...below(entry.value, name)];
    });
  return itemsOf(vars).flatMap(item => (item.kind === 'map' ? below(item, '') : []));
}

const axisKind = (group: DvcGroup): string => `axis of ${group.name}`;

const axisNames = (group: DvcGroup): readonly NamedPlace[] =>
  group.matrix === undefined ? [] : entriesAt(group.matrix.value).map(axis => definedBy(axisKind(group), axis));

/** Each step of `${a.b}` names a value of its own. */
function templateNames(group: DvcGroup, values: ReadonlySet<string>, text: string): readonly NamedPlace[] {
  return findTemplates(text.slice(group.whole.start, group.whole.end)).flatMap(({ start, inner, steps }) => {
    const from = group.whole.start + start + text.slice(group.whole.start + start).indexOf(inner);
    const parts = (steps ?? []).filter(step => typeof step === 'string');
    let at = 0;
    return parts.flatMap((part, i): readonly NamedPlace[] => {
      const start = from + inner.indexOf(part, at);
      at = start - from + part.length;
      const range = { start, end: start + part.length };
      if (group.matrix !== undefined && i === 1 && parts[0] === 'item')
        return [{ kind: axisKind(group), name: part, range, role: 'use' }];
      const name = parts.slice(0, i + 1).join('.');
      return values.has(name) ? [{ kind: 'value', name, range, role: 'use' }] : [];
    });
  });
}

/** A file by its path from the root: where it is made, and where it is read. */
function pathName({ paths, range, role, isElsewhere }: DvcPath): readonly NamedPlace[] {
  const [path] = paths;
  if (paths.length !== 1 || path === null || path === undefined || path === '' || isElsewhere) return [];
  const place = { kind: 'path', name: path, range };
  return [role === 'out' ? { ...place, role: 'definition', whole: range } : { ...place, role: 'use' }];
}
