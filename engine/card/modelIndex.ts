// The results that a card's `model-index` reports, with the places of their values.
import type { CardDocument } from './cardDocument.ts';
import { type CardNode, type CardScalar, entryOf } from './cardTree.ts';

export interface ModelResult {
  readonly node: CardNode;
  readonly task: CardNode | null;
  readonly metrics: readonly ReportedMetric[];
  /** Address of its source, as text. */
  readonly source: CardScalar | null;
}
export interface ReportedMetric {
  readonly node: CardNode;
  /** Metric id, such as `rmse`; empty when not given. */
  readonly type: string;
  readonly name: string;
  readonly value: CardNode | null;
}

/** Entries of `model-index`, whatever their shape. */
export function modelEntries(card: CardDocument): readonly CardNode[] {
  const index = entryOf(card.root, 'model-index')?.value;
  return index?.kind === 'list' ? index.items : [];
}

/** Every result of every entry; parts of a wrong shape are left out. */
export function modelResults(card: CardDocument): readonly ModelResult[] {
  return modelEntries(card).flatMap(entry => {
    const results = entryOf(entry, 'results')?.value;
    return results?.kind === 'list' ? results.items.map(toResult) : [];
  });
}

function toResult(node: CardNode): ModelResult {
  const metrics = entryOf(node, 'metrics')?.value;
  const url = entryOf(entryOf(node, 'source')?.value, 'url')?.value;
  return {
    node,
    task: entryOf(node, 'task')?.value ?? null,
    metrics: metrics?.kind === 'list' ? metrics.items.filter(item => item.kind === 'map').map(toMetric) : [],
    source: url?.kind === 'scalar' ? url : null,
  };
}

function toMetric(node: CardNode): ReportedMetric {
  return { node, type: textOf(node, 'type'), name: textOf(node, 'name'), value: entryOf(node, 'value')?.value ?? null };
}

function textOf(node: CardNode, key: string): string {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : '';
}
