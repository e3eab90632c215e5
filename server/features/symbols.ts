// Document symbols: the parts of a pipeline with its stages, data sets, environments and params; the keys of a card.
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { CardNode } from '../../engine/card/cardTree.ts';
import { lspRange, type OpenCard, type OpenFile, type OpenPipeline } from '../openFile.ts';
import type { Definition } from '../pipelineOutline.ts';

export function symbols(file: OpenFile): DocumentSymbol[] {
  if (!file.isOurs) return [];
  return file.kind === 'pipeline' ? pipelineSymbols(file) : cardSymbols(file, file.card.root);
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
