// `${…}` of DVC: found in text, read, looked up in a tree of values.
import type { ParamTree, ParamValue } from '../../../domain/pipeline.ts';
import { isTree } from '../../params.ts';

/** One `${…}` in a scalar. */
export interface DvcTemplate {
  /** Offsets in the text searched, braces included. */
  readonly start: number;
  readonly end: number;
  readonly inner: string;
  /** Steps of `a.b[0]`; null where the form is another one. */
  readonly steps: readonly (string | number)[] | null;
}

/** DVC's own pattern: not escaped by a backslash, up to the first closing brace (dvc/parsing/interpolate.py). */
export function findTemplates(text: string): readonly DvcTemplate[] {
  if (!text.includes('${')) return [];
  return [...text.matchAll(/(?<!\\)\$\{([^{}\n]*)\}/g)].map(match => {
    const inner = (match[1] ?? '').trim();
    return { start: match.index, end: match.index + match[0].length, inner, steps: stepsOf(inner) };
  });
}

function stepsOf(inner: string): readonly (string | number)[] | null {
  if (!/^[\w-]+(?:\.[\w-]+|\[\d+\])*$/.test(inner)) return null;
  return [...inner.matchAll(/\[(\d+)\]|[\w-]+/g)].map(([text, index]) => (index === undefined ? text : Number(index)));
}

/** Undefined: there is no such value. */
export function valueAt(tree: ParamValue, steps: readonly (string | number)[]): ParamValue | undefined {
  let here: ParamValue | undefined = tree;
  for (const step of steps) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (isTree(here) && Object.hasOwn(here, String(step))) here = here[String(step)];
    else return undefined;
  }
  return here;
}

/** Text with its templates replaced; null when one has no value that can stand in text. */
export function fillTemplates(text: string, context: ParamTree): string | null {
  let isComplete = true;
  let result = '';
  let last = 0;
  for (const { start, end, steps } of findTemplates(text)) {
    const value = steps === null ? undefined : valueAt(context, steps);
    if (value === undefined || (typeof value === 'object' && value !== null)) isComplete = false;
    result += text.slice(last, start) + String(value ?? '');
    last = end;
  }
  return isComplete ? (result + text.slice(last)).replaceAll('\\${', '${') : null;
}
