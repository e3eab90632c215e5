// How MLflow runs a project: its entry point `main`, or one that is named, with the parameters that have no default.
import type { OutsideTool } from '../../../domain/foreignPipeline.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import type { ToolFile } from '../dialect.ts';
import { fileArgument } from '../outsideTool.ts';

export function projectTool({ roots, file }: ToolFile): OutsideTool | null {
  if (!/^MLproject$/i.test(fileArgument(file))) return null;
  const entries = roots.flatMap(root => entriesAt(childOf(root, 'entry_points')));
  const run = ['mlflow', 'run', '.'];
  return {
    file: entries.some(({ key }) => key.raw === 'main') ? run : null,
    upTo: null,
    only: [...run, '-e'],
    changes: null,
    asks: entries.flatMap(({ key: { raw: stage }, value }) =>
      entriesAt(childOf(value, 'parameters'))
        .filter(parameter => childOf(parameter.value, 'default') === undefined)
        .map(({ key: { raw: name }, value: given }) => ({
          ...{ stage, flag: '-P', name },
          type: textOf(given) ?? textAt(given, 'type') ?? 'string',
        })),
    ),
  };
}
