// Params that a stage uses in expressions without listing them.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { expressionKeys, type StageMentions } from '../mentions.ts';
import { entryOf, type YamlNode } from '../syntax/yamlTree.ts';

/** One finding for each param, at its first use. */
export function unlistedParams(
  { expressions, params }: StageMentions,
  stage: YamlNode,
  text: string,
): readonly Diagnostic[] {
  const covered = new Set<string>();
  const isListed = (name: string) => params.some(param => name === param.name || name.startsWith(`${param.name}.`));
  return expressions.flatMap(({ expression, under, innerRange }) => {
    const { read } = expression;
    if (read.kind !== 'param' || !expressionKeys.has(under) || covered.has(read.name) || isListed(read.name)) return [];
    covered.add(read.name);
    const fix = listFix(read.name, stage, text);
    return [finding('param-unlisted', innerRange, { param: read.name }, fix === null ? {} : { fixes: [fix] })];
  });
}

function listFix(param: string, stage: YamlNode, text: string): TextFix | null {
  const edit = listEdit(param, stage, text);
  return (
    edit && {
      title: 'list-param',
      args: { param },
      edits: [{ range: { start: edit.at, end: edit.at }, text: edit.text }],
    }
  );
}

function listEdit(param: string, stage: YamlNode, text: string): { readonly at: number; readonly text: string } | null {
  if (stage.kind !== 'map' || stage.flow) return null;
  const list = entryOf(stage, 'params')?.value;
  if (list === undefined) return afterCommand(param, stage, text);
  if (list.kind !== 'list') return null;
  const last = list.items.at(-1);
  if (list.flow)
    return last === undefined
      ? { at: list.end - 1, text: param }
      : { at: afterQuote(last.end, text), text: `, ${param}` };
  if (last === undefined) return null;
  return { at: afterQuote(last.end, text), text: `\n${indentAt(last.start, text).replace(/-.*$/, '')}- ${param}` };
}

/** A new key `params` on the line after the command. */
function afterCommand(
  param: string,
  stage: YamlNode,
  text: string,
): { readonly at: number; readonly text: string } | null {
  const cmd = entryOf(stage, 'cmd');
  if (cmd === undefined) return null;
  const indent = indentAt(cmd.key.start, text);
  const lineEnd = text.indexOf('\n', cmd.value.end);
  const at = lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return /\S/.test(indent) ? null : { at, text: `\n${indent}params: [${param}]` };
}

const indentAt = (offset: number, text: string): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
const afterQuote = (end: number, text: string): number => (/["']/.test(text[end] ?? '') ? end + 1 : end);
