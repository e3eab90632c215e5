// `${{inputs.x}}`, `${{outputs.x}}` and `${{search_space.x}}` in commands: they name what stands in the same file.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, entryOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { NamedPlace } from '../dialect.ts';
import { scalarsIn, spotsIn, unknownName } from '../places.ts';

/** A job or component with a command of its own, and where its names are declared. */
interface Command {
  readonly node: YamlNode;
  readonly scope: YamlNode;
}
const words = { inputs: 'input', outputs: 'output', search_space: 'search space' } as const;
type Part = keyof typeof words;
const parts: readonly Part[] = ['inputs', 'outputs', 'search_space'];

/** The command of a job, and that of a sweep's trial. */
function commandsOf(node: YamlNode): readonly Command[] {
  if (node.kind !== 'map' || childOf(node, 'component') !== undefined) return [];
  const trial = childOf(node, 'trial');
  return [{ node, scope: node }, ...(trial?.kind === 'map' ? [{ node: trial, scope: node }] : [])];
}

const useIn = (part: Part): RegExp => new RegExp(`\\$\\{\\{\\s*${part}\\.([\\w-]+)`, 'g');

export function commandUses(node: YamlNode, text: string): readonly (NamedPlace & { readonly part: Part })[] {
  return commandsOf(node).flatMap(({ node: own }) =>
    ['command', 'args', 'program_arguments'].flatMap(key =>
      [...scalarsIn(childOf(own, key))].flatMap(scalar =>
        parts.flatMap(part =>
          spotsIn(text, scalar, useIn(part)).map(({ name, whole }) => {
            // The name may be equal to a word before it.
            const range = { start: whole.end - name.length, end: whole.end };
            return { kind: part, part, name, range, role: 'use' as const };
          }),
        ),
      ),
    ),
  );
}

export function commandFindings(node: YamlNode, text: string): readonly Diagnostic[] {
  if (entryOf(node, '<<') !== undefined) return [];
  const uses = commandUses(node, text);
  const names = (part: Part): ReadonlySet<string> =>
    new Set(entriesAt(childOf(node, part)).map(({ key }) => key.raw.split('.')[0] ?? ''));
  const known = { inputs: names('inputs'), outputs: names('outputs'), search_space: names('search_space') };
  const isOpen = (part: Part): boolean => {
    const place = childOf(node, part);
    return place !== undefined && (place.kind !== 'map' || entryOf(place, '<<') !== undefined);
  };
  return [
    ...uses
      .filter(({ part, name }) => !isOpen(part) && !known[part].has(name))
      .map(use => unknownName('azureml-name-unknown', use, known[use.part], { what: words[use.part] })),
    ...unusedSearch(node, new Set(uses.filter(({ part }) => part === 'search_space').map(({ name }) => name))),
  ];
}

/** A value that is searched and goes into no command changes nothing. */
function unusedSearch(node: YamlNode, used: ReadonlySet<string>): readonly Diagnostic[] {
  const command = childOf(childOf(node, 'trial'), 'command');
  const space = childOf(node, 'search_space');
  if (command?.kind !== 'scalar' || space?.kind !== 'map') return [];
  return entriesAt(space)
    .filter(({ key }) => !used.has(key.raw))
    .map(({ key }) => finding('azureml-search-unused', key, { name: key.raw }));
}
