// Params that stages of a dvc.yaml list, held against the files that should have them.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { paramAt, paramNames } from '../../params.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { childOf, follow, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { ParamsFiles } from './dvcContext.ts';
import type { DvcStage } from './dvcStages.ts';
import type { DvcWorld } from './dvcWorld.ts';

/** Silent where the file's text is not known: it may be made by a stage, or be Python or TOML. */
export function paramRules({ group }: DvcStage, { file, files }: DvcWorld): readonly Diagnostic[] {
  const wdir = joinPath(folderOf(file), textOf(childOf(group.body, 'wdir')) ?? '');
  if (wdir === null) return [];
  return itemsOf(childOf(group.body, 'params')).flatMap(item => {
    if (textOf(item) !== undefined) return missing(item, 'params.yaml', { wdir, files });
    const map = follow(item);
    if (map?.kind !== 'map') return [];
    return map.entries.flatMap(({ key, value }) =>
      itemsOf(value).flatMap(name => missing(name, key.raw, { wdir, files })),
    );
  });
}

function missing(
  item: YamlNode,
  file: string,
  { wdir, files }: { readonly wdir: string; readonly files: ParamsFiles },
): readonly Diagnostic[] {
  const param = textOf(item);
  const path = joinPath(wdir, file);
  if (param === undefined || path === null || param.includes('${') || file.includes('${')) return [];
  const values = files.read(path);
  if (values === null || values === undefined || hasParam(values, param)) return [];
  const nearest = nearestName(param, paramNames(values));
  if (nearest === null) return [finding('dvc-param-missing', item, { param, file })];
  return [finding('dvc-param-missing', item, { param, file, nearest }, { fixes: [replaceFix(item, nearest)] })];
}

const hasParam = (values: Parameters<typeof paramAt>[0], param: string): boolean => {
  const head = param.replace(/\[\d+\].*$/, '');
  return paramAt(values, head) !== undefined;
};
