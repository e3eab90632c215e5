// Reads the outline of a pipeline from its syntax tree; parts of a wrong shape are left out.
import type { TextRange } from '../engine/domain/diagnostic.ts';
import {
  childOf,
  entriesOf,
  follow,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlNode,
} from '../engine/pipeline/syntax/yamlTree.ts';
import type {
  DatasetOutline,
  Definition,
  EnvironmentOutline,
  ParamOutline,
  PipelineOutline,
  StageOutline,
  Word,
} from './pipelineOutline.ts';
import { readSections } from './readSections.ts';

/** Never throws; an unreadable file has an empty outline. */
export function readOutline(root: YamlNode | null): PipelineOutline {
  const params = childOf(root, 'params');
  return {
    name: wordOf(childOf(root, 'name')),
    stages: byName(childOf(root, 'stages'), stageOutline),
    datasets: byName(childOf(root, 'datasets'), datasetOutline),
    environments: byName(childOf(root, 'environments'), environmentOutline),
    paramsFile: wordOf(childOf(params, 'file')),
    params: new Map(paramOutlines(childOf(params, 'values'), '')),
    defaultEnvironment: wordOf(childOf(childOf(root, 'defaults'), 'environment')),
    ...readSections(root),
    sections: mapEntries(root ?? undefined).map(definitionOf),
  };
}

function byName<T extends Definition>(
  node: YamlNode | undefined,
  read: (entry: YamlEntry) => T,
): ReadonlyMap<string, T> {
  return new Map(mapEntries(node).map(entry => [entry.key.raw, read(entry)]));
}

function stageOutline(entry: YamlEntry): StageOutline {
  const { value } = entry;
  return {
    ...definitionOf(entry),
    description: textOf(childOf(value, 'desc')) ?? '',
    cmd: commandText(childOf(value, 'cmd')),
    deps: wordsOf(childOf(value, 'deps')),
    params: wordsOf(childOf(value, 'params')),
    needs: wordsOf(childOf(value, 'needs')),
    environment: wordOf(childOf(value, 'environment')),
    makes: [
      ...outsOf(childOf(value, 'outs'), 'out'),
      ...outsOf(childOf(value, 'metrics'), 'metrics'),
      ...outsOf(childOf(value, 'plots'), 'plot'),
    ],
  };
}

const commandText = (node: YamlNode | undefined): string =>
  textOf(node) ??
  itemsOf(node)
    .map(item => textOf(item) ?? '')
    .join(' ');

/** Outs are paths, or mappings with a path. */
function outsOf(node: YamlNode | undefined, role: 'out' | 'metrics' | 'plot'): StageOutline['makes'] {
  return itemsOf(node).flatMap(item => {
    const word = wordOf(item) ?? wordOf(childOf(item, 'path'));
    return word === null ? [] : [{ ...word, role }];
  });
}

const datasetOutline = (entry: YamlEntry): DatasetOutline => ({
  ...definitionOf(entry),
  path: wordOf(childOf(entry.value, 'path')),
  description: textOf(childOf(entry.value, 'description')) ?? '',
});

const environmentOutline = (entry: YamlEntry): EnvironmentOutline => ({
  ...definitionOf(entry),
  requirements: wordOf(childOf(entry.value, 'requirements')),
  python: textOf(childOf(entry.value, 'python')) ?? '',
});

function paramOutlines(node: YamlNode | undefined, prefix: string): readonly (readonly [string, ParamOutline])[] {
  return mapEntries(node).flatMap(entry => {
    const name = `${prefix}${entry.key.raw}`;
    const value = follow(entry.value);
    const own = [name, { ...definitionOf(entry), value: value === null ? '' : valueText(value) }] as const;
    return value?.kind === 'map' ? [own, ...paramOutlines(value, `${name}.`)] : [own];
  });
}

function valueText(node: YamlNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  return node.kind === 'list' ? `[${node.items.map(valueText).join(', ')}]` : '';
}

const mapEntries = (node: YamlNode | undefined): readonly YamlEntry[] => {
  const map = follow(node);
  return map?.kind === 'map' ? entriesOf(map).filter(entry => entry.key.raw !== '') : [];
};

const definitionOf = ({ key, value }: YamlEntry): Definition => ({
  name: { text: key.raw, range: rangeOf(key) },
  whole: { start: key.start, end: Math.max(key.end, value.end) },
});

const wordsOf = (node: YamlNode | undefined): readonly Word[] => itemsOf(node).flatMap(item => wordOf(item) ?? []);

function wordOf(node: YamlNode | undefined): Word | null {
  const text = textOf(node);
  return node === undefined || text === undefined ? null : { text, range: rangeOf(node) };
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });
