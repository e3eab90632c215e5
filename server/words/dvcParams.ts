// Params in a dvc.yaml: the dotted names in `${…}` and in lists of stages that its params.yaml holds.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { entriesAt } from '../../engine/pipeline/syntax/values.ts';
import { childOf, itemsOf } from '../../engine/pipeline/syntax/yamlTree.ts';
import { resolvePath } from '../documents.ts';
import type { OpenDialect } from '../openFile.ts';

export interface ParamSpot {
  readonly parts: readonly string[];
  /** Of the dotted name. */
  readonly range: TextRange;
}

/** The file that the names are of; null where other files or folders have a say. */
export function dvcParamsFile({ read, project, document }: OpenDialect): string | null {
  if (read?.dialect.id !== 'dvc' || /^\s*(?:vars|wdir):/m.test(document.getText())) return null;
  return resolvePath(project.path, 'params.yaml');
}

/** In file order. Names of a loop are none. */
export function dvcParamSpots({ read, document }: OpenDialect): readonly ParamSpot[] {
  const text = document.getText();
  const inTemplates = [...text.matchAll(/(?<!\\)\$\{\s*([\w-]+(?:\.[\w-]+)*)/g)].map(match => {
    const [, name = ''] = match;
    const start = match.index + match[0].length - name.length;
    return { parts: name.split('.'), range: { start, end: start + name.length } };
  });
  const stages = (read?.documents ?? []).flatMap(({ root }) => entriesAt(childOf(root, 'stages')));
  const inLists = stages
    .flatMap(({ value }) => itemsOf(childOf(childOf(value, 'do') ?? value, 'params')))
    .flatMap((item): readonly ParamSpot[] =>
      item.kind === 'scalar' && text.slice(item.start, item.end) === item.raw && /^[\w-]+(?:\.[\w-]+)*$/.test(item.raw)
        ? [{ parts: item.raw.split('.'), range: { start: item.start, end: item.end } }]
        : [],
    );
  return [...inTemplates, ...inLists]
    .filter(({ parts }) => parts[0] !== 'item' && parts[0] !== 'key')
    .sort((a, b) => a.range.start - b.range.start);
}
