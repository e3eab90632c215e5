// Tasks and base models: ids that the Hub knows, and nothing a training script left there.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, entryOf, itemsOf } from '../cardTree.ts';
import { modelResults } from '../modelIndex.ts';
import { intendedTask, relations, retiredTasks, tasks } from '../vocabulary.ts';

export function taskRules(card: CardDocument): readonly Diagnostic[] {
  const tag = entryOf(card.root, 'pipeline_tag')?.value;
  const inResults = modelResults(card).flatMap(result => entryOf(result.task, 'type')?.value ?? []);
  return [
    ...(tag === undefined ? [] : [...retired(tag), ...unknownTask(tag)]),
    ...inResults.flatMap(node => retired(node).map(one => ({ ...one, severity: 'info' as const }))),
    ...relation(card),
    ...itemsOf(entryOf(card.root, 'base_model')?.value ?? nothing).flatMap(baseModel),
  ];
}

const nothing: CardNode = { kind: 'other', start: 0, end: 0 };

function retired(node: CardNode): readonly Diagnostic[] {
  const task = node.kind === 'scalar' ? String(node.value) : '';
  const successor = Object.hasOwn(retiredTasks, task) ? retiredTasks[task] : undefined;
  if (successor === undefined) return [];
  return [
    finding(
      'card-task-retired',
      node,
      { task, successor },
      // What went from one text to another may also translate or summarise: only a person knows.
      {
        tag: 'deprecated',
        fixes: [{ ...replaceFix(node, successor), ...(task === 'text2text-generation' && { isSure: false }) }],
      },
    ),
  ];
}

function unknownTask(node: CardNode): readonly Diagnostic[] {
  // `false` says that the model is to be listed under none.
  if (node.kind !== 'scalar' || node.value === null || node.value === false) return [];
  const task = String(node.value);
  if (tasks.has(task) || Object.hasOwn(retiredTasks, task)) return [];
  const nearest = intendedTask(task);
  return [finding('card-task-unknown', node, { task }, nearest === null ? {} : { fixes: [replaceFix(node, nearest)] })];
}

function relation(card: CardDocument): readonly Diagnostic[] {
  const node = entryOf(card.root, 'base_model_relation')?.value;
  if (node?.kind !== 'scalar' || node.value === null || relations.has(String(node.value))) return [];
  const nearest = nearestName(String(node.value), relations);
  const fixes = nearest === null ? {} : { fixes: [replaceFix(node, nearest)] };
  return [finding('card-relation-unknown', node, { relation: String(node.value) }, fixes)];
}

/** Trainers write the folder they loaded from, or Python's `None`. */
function baseModel(node: CardNode): readonly Diagnostic[] {
  if (node.kind !== 'scalar' || node.value === null) return [];
  const text = String(node.value);
  const isPath = /^(\.{0,2}\/|~|[A-Za-z]:\\|\\\\)/.test(text) || text.split('/').length > 2;
  const isUrl = /^https?:\/\//.test(text);
  if (text !== 'None' && !isPath && !isUrl) return [];
  const id = /^https?:\/\/(?:www\.)?huggingface\.co\/([\w.-]+\/[\w.-]+)/.exec(text)?.[1];
  const what = text === 'None' ? 'Python’s empty value' : isUrl ? 'an address' : 'a path';
  return [
    finding('card-base-model-path', node, { text, what }, id === undefined ? {} : { fixes: [replaceFix(node, id)] }),
  ];
}
