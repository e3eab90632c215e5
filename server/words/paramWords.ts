// Params that a pipeline knows: those written in it and those of its params file.
import type { ParamTree, ParamValue } from '../../engine/domain/pipeline.ts';
import { resolvePath } from '../documents.ts';
import type { OpenPipeline } from '../openFile.ts';
import { type ExpressionPlace, expressionAt } from './expression.ts';
import type { OfferedValue } from './offeredValue.ts';

export interface KnownParam {
  readonly name: string;
  /** As a reader would write it; groups as `{…}`. */
  readonly value: string;
  /** Where it is written. */
  readonly from: string;
  readonly isGroup: boolean;
}

/** All params by dotted name, groups included; values written in the pipeline win over those of the file. */
export function knownParams(file: OpenPipeline): readonly KnownParam[] {
  const known = new Map<string, KnownParam>();
  const paramsFile = file.outline.paramsFile?.text;
  if (paramsFile !== undefined) {
    const tree = file.project.facts.params?.[resolvePath(file.project.path, paramsFile) ?? ''];
    for (const param of flatten(tree ?? {}, '', paramsFile)) known.set(param.name, param);
  }
  for (const [name, { value }] of file.outline.params) {
    known.set(name, { name, value: value === '' ? '{…}' : value, from: 'params.values', isGroup: value === '' });
  }
  return [...known.values()];
}

function flatten(tree: ParamTree, prefix: string, from: string): readonly KnownParam[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (!isGroup(value)) return [{ name, value: JSON.stringify(value), from, isGroup: false }];
    return [{ name, value: '{…}', from, isGroup: true }, ...flatten(value, `${name}.`, from)];
  });
}

const isGroup = (value: ParamValue): value is ParamTree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may stand in the expression around `offset`; null outside of expressions. */
export function expressionValues(
  file: OpenPipeline,
  text: string,
  offset: number,
): {
  readonly values: readonly OfferedValue[];
  readonly token: { readonly start: number; readonly end: number; readonly text: string };
} | null {
  const place = expressionAt(text, offset);
  if (place === null) return null;
  const names = [
    ...knownParams(file)
      .filter(param => !param.isGroup)
      .map(({ name, value, from }) => ({
        name: `params.${name}`,
        kind: 'param' as const,
        detail: value,
        description: from,
      })),
    ...[...file.outline.datasets.values()].map(({ name, path }) => ({
      name: `datasets.${name.text}.path`,
      kind: 'dataset' as const,
      detail: path?.text ?? '',
      description: '',
    })),
  ];
  const { start, end } = place.name.range;
  const values = names.map(({ name, ...rest }) => ({
    ...rest,
    value: closed(name, place, text[start - 1]),
    isExpression: true,
  }));
  return { values, token: { start, end, text: place.name.text } };
}

/** The name with the space and braces that are not there yet. */
const closed = (name: string, place: ExpressionPlace, before: string | undefined): string =>
  `${before === '{' ? ' ' : ''}${name}${place.isClosed ? '' : ' }}'}`;
