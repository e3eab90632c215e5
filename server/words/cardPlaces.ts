// What places of a model card have to do with runs and files: the metric around a cursor, the pipeline that is named.
import { type CardNode, entryOf, itemsOf } from '../../engine/card/cardTree.ts';
import { citedRuns, wholeCardRun } from '../../engine/card/citedRuns.ts';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { RunFacts } from '../../engine/domain/facts.ts';
import type { OpenCard } from '../openFile.ts';
import type { Cursor, YamlPath } from '../yaml/cursor.ts';

export type CardInProject = Pick<OpenCard, 'card' | 'project'>;

/** The run of the whole card, else the first one that it cites; null when none is known. */
export function runOfCard({ card, project }: CardInProject): RunFacts | null {
  const [id] = [wholeCardRun(card)?.id ?? [], ...citedRuns(card)].flat();
  return (id === undefined ? undefined : project.facts.runs?.[id]) ?? null;
}

/** Whether a path leads to a key of a metric of model-index. */
export const isOfMetric = (path: YamlPath, key: string): boolean =>
  path[0] === 'model-index' && path.at(-1) === key && path.at(-3) === 'metrics';

/** The `type` of the metric that the cursor is in; its token counts from the start of the front matter. */
export function metricAround({ card }: CardInProject, { token }: Cursor): string | null {
  const offset = (card.front?.yaml.start ?? 0) + token.start;
  // The last that begins before: one with a half-typed value may end before the cursor.
  const metric = metricsIn(entryOf(card.root, 'model-index')?.value).findLast(({ start }) => start <= offset);
  const type = entryOf(metric, 'type')?.value;
  return type?.kind === 'scalar' && typeof type.value === 'string' ? type.value : null;
}

const metricsIn = (index: CardNode | undefined): readonly CardNode[] =>
  index === undefined
    ? []
    : itemsOf(index)
        .flatMap(model => listAt(model, 'results'))
        .flatMap(result => listAt(result, 'metrics'));

const listAt = (node: CardNode, key: string): readonly CardNode[] => {
  const value = entryOf(node, key)?.value;
  return value === undefined ? [] : itemsOf(value);
};

/** Files of the project that a card names, by path from the root. */
export function filesOfCard({ card }: CardInProject): readonly { readonly range: TextRange; readonly path: string }[] {
  const node = entryOf(entryOf(card.root, 'trainyard')?.value, 'pipeline')?.value;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const quotes = node.isPlain ? 0 : 1;
  return [{ range: { start: node.start + quotes, end: node.end - quotes }, path: node.value.replace(/^\.\//, '') }];
}
