// Which tracked runs a card's numbers are about.
import type { CardDocument } from './cardDocument.ts';
import { type CardScalar, entryOf } from './cardTree.ts';
import { modelResults } from './modelIndex.ts';

/** Ids of the runs that a card cites: `trainyard.run`, and `runs:/<id>` or an MLflow address in a result's `source.url`. */
export function citedRuns(card: CardDocument): readonly string[] {
  const own = wholeCardRun(card);
  const sources = modelResults(card).flatMap(result => (result.source === null ? [] : (runIdOf(result.source) ?? [])));
  return [...new Set([...(own?.id === undefined || own.id === null ? [] : [own.id]), ...sources])];
}

/** The run that `trainyard.run` names; `id` is null when it is no run id. */
export function wholeCardRun(card: CardDocument): { readonly node: CardScalar; readonly id: string | null } | null {
  const node = entryOf(entryOf(card.root, 'trainyard')?.value, 'run')?.value;
  if (node?.kind !== 'scalar' || node.value === null) return null;
  const id = String(node.isPlain ? node.text : node.value);
  return { node, id: /^[0-9a-f]{32}$/.test(id) ? id : null };
}

/** `runs:/<id>` is MLflow's own way to name a run; its web pages have `/runs/<id>` in their address. */
export function runIdOf(source: CardScalar): string | null {
  return (
    /^runs:\/([0-9a-f]{32})(?:\/|$)|\/runs\/([0-9a-f]{32})(?:\b|$)/
      .exec(String(source.value))
      ?.slice(1)
      .find(id => id !== undefined) ?? null
  );
}
