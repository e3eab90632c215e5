// Document symbols: the parts of a pipeline with its stages, data sets, environments and params; the keys of a card.
import type { DocumentSymbol } from 'vscode-languageserver';
import type { CardNode } from '../../engine/card/cardTree.ts';
import type { NamedPlace } from '../../engine/pipeline/dialects/dialect.ts';
import { SymbolKind } from '../lspValues.ts';
import { lspRange, type OpenCard, type OpenDialect, type OpenFile, type OpenPipeline } from '../openFile.ts';
import type { Definition } from '../pipelineOutline.ts';

export function symbols(file: OpenFile): DocumentSymbol[] {
  if (!file.isOurs) return [];
  switch (file.kind) {
    case 'pipeline':
      return pipelineSymbols(file);
    case 'card':
      return cardSymbols(file, file.card.root);
    case 'dialect':
      return dialectSymbols(file);
  }
}

function pipelineSymbols(file: OpenPipeline): DocumentSymbol[] {
  const { stages, datasets, environments, params, name, gates, targets, signals } = file.outline;
  const members: Readonly<Record<string, () => DocumentSymbol[]>> = {
    stages: () => [...stages.values()].map(stage => symbol(file, stage, SymbolKind.Function, stage.description)),
    datasets: () => [...datasets.values()].map(one => symbol(file, one, SymbolKind.Struct, one.path?.text)),
    environments: () =>
      [...environments.values()].map(one => symbol(file, one, SymbolKind.Package, one.requirements?.text)),
    params: () =>
      [...params.values()]
        .filter(one => one.value !== '')
        .map(one => symbol(file, one, SymbolKind.Variable, one.value)),
    gates: () => [...gates.values()].map(one => symbol(file, one, SymbolKind.Boolean, one.metric?.key.text)),
    deploy: () => [...targets.values()].map(one => symbol(file, one, SymbolKind.Interface, one.strategy)),
    monitor: () => [...signals.values()].map(one => symbol(file, one, SymbolKind.Event, one.type)),
  };
  return file.outline.sections.map(section => {
    const key = section.name.text;
    const children = Object.hasOwn(members, key) ? members[key]?.() : undefined;
    const detail = key === 'name' ? name?.text : key === 'model' ? file.outline.model.name?.text : undefined;
    const own = symbol(file, section, children === undefined ? SymbolKind.Property : SymbolKind.Namespace, detail);
    return children === undefined ? own : { ...own, children };
  });
}

function symbol(file: OpenFile, definition: Definition, kind: SymbolKind, detail?: string): DocumentSymbol {
  return {
    name: definition.name.text || '(no name)',
    kind,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    range: lspRange(file, 0, definition.whole),
    selectionRange: lspRange(file, 0, definition.name.range),
  };
}

const dialectKinds: Readonly<Record<string, SymbolKind>> = {
  stage: SymbolKind.Function,
  job: SymbolKind.Function,
  task: SymbolKind.Function,
  step: SymbolKind.Function,
  template: SymbolKind.Class,
  param: SymbolKind.Variable,
};

/** Names that the file defines; those that lie in another one are its children. */
function dialectSymbols(file: OpenDialect): DocumentSymbol[] {
  const top: DocumentSymbol[] = [];
  const open: { readonly end: number; readonly children: DocumentSymbol[] }[] = [];
  const defined = (file.read?.reading.names ?? []).filter(({ role }) => role === 'definition');
  const wholeOf = ({ range, whole = range }: NamedPlace) => whole;
  for (const place of [...defined].sort(
    (a, b) => wholeOf(a).start - wholeOf(b).start || wholeOf(b).end - wholeOf(a).end,
  )) {
    const whole = wholeOf(place);
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) < whole.end) open.pop();
    const children: DocumentSymbol[] = [];
    const name = { text: place.name, range: place.range };
    const own = symbol(file, { name, whole }, dialectKinds[place.kind] ?? SymbolKind.Field, place.kind);
    (open.at(-1)?.children ?? top).push({ ...own, children });
    open.push({ end: whole.end, children });
  }
  return top;
}

/** Keys, two levels deep: enough to find one's way, not every result of a long model-index. */
function cardSymbols(file: OpenCard, node: CardNode | null, depth = 0): DocumentSymbol[] {
  if (node?.kind !== 'map' || depth > 1) return [];
  return node.entries
    .filter(entry => entry.key !== '')
    .map(({ key, keyRange, value }) => {
      const whole = { start: keyRange.start, end: Math.max(keyRange.end, value.end) };
      const detail =
        value.kind === 'scalar' ? value.text : value.kind === 'list' ? String(value.items.length) : undefined;
      const own = symbol(file, { name: { text: key, range: keyRange }, whole }, SymbolKind.Property, detail);
      return { ...own, children: cardSymbols(file, value, depth + 1) };
    });
}
