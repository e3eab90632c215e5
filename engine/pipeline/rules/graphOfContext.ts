// The stages of a checked file as the graph wants them.
import type { ProjectPath } from '../../domain/ids.ts';
import { hasExpression, tidyExpressions } from '../expressions.ts';
import type { GraphStage } from '../graph.ts';
import { joinPath } from '../projectPath.ts';
import type { RuleContext } from './ruleContext.ts';

/** Paths with open expressions meet when they are written alike. */
export function graphStages(context: RuleContext): readonly GraphStage[] {
  const seen = new Set<string>();
  return context.stages.flatMap(({ name, deps, outs, syntax }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const asPath = ({ path, isOpen, mention }: (typeof deps)[number]): readonly ProjectPath[] => {
      if (path !== null) return [path];
      return isOpen ? [joinPath(context.folder, tidyExpressions(mention.name)) ?? mention.name] : [];
    };
    const datasets = syntax.mentions.datasets.flatMap(item => datasetPath(item.name, context) ?? []);
    return [
      {
        name,
        deps: [...deps.flatMap(asPath), ...datasets],
        outs: outs.flatMap(asPath),
        needs: syntax.mentions.needs.map(item => item.name),
      },
    ];
  });
}

/** Path of a dataset; null when it is unknown or leaves the project. */
export function datasetPath(name: string, { document, folder }: RuleContext): ProjectPath | null {
  const path = document.frame.mentions.datasets.get(name)?.name;
  return path === undefined || path === '' || hasExpression(path) ? null : joinPath(folder, path);
}
