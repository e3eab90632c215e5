// What a model's configuration says of itself: batches, choices that exclude each other, instances, warm-up.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { repeatedTexts, unknownName } from '../places.ts';
import { manyOf, mapEntries } from './tritonValues.ts';

export function modelFindings(root: YamlNode): readonly Diagnostic[] {
  return [
    ...platformFindings(root),
    ...batchFindings(root),
    ...schedulerFindings(root),
    ...choiceFindings(root),
    ...['input', 'output'].flatMap(key =>
      repeatedTexts(manyOf(childOf(root, key)).map(tensor => childOf(tensor, 'name'))).map(({ node, name }) =>
        finding('triton-tensor-twice', node, { name }),
      ),
    ),
    ...manyOf(childOf(root, 'instance_group')).flatMap(instanceFindings),
    ...warmupFindings(root),
  ];
}

const platforms =
  'tensorrt_plan tensorflow_graphdef tensorflow_savedmodel onnxruntime_onnx pytorch_libtorch pytorch_aoti ensemble'.split(
    ' ',
  );

/** Others may be backends of one's own; only a near miss is sure to be a mistake. */
function platformFindings(root: YamlNode): readonly Diagnostic[] {
  const node = childOf(root, 'platform');
  const name = textOf(node);
  const nearest = name === undefined || platforms.includes(name) ? null : nearestName(name, platforms);
  if (node === undefined || name === undefined || nearest === null) return [];
  return [finding('triton-platform', node, { name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

function batchFindings(root: YamlNode): readonly Diagnostic[] {
  const max = numberAt(root, 'max_batch_size');
  if (max === undefined) return [];
  return manyOf(childOf(childOf(root, 'dynamic_batching'), 'preferred_batch_size')).flatMap(item => {
    const size = item.kind === 'scalar' && typeof item.value === 'number' ? item.value : 0;
    return size > max ? [finding('triton-preferred-batch', item, { size, max })] : [];
  });
}

function schedulerFindings(root: YamlNode): readonly Diagnostic[] {
  const [first, second] = inOrder(
    ['dynamic_batching', 'sequence_batching', 'ensemble_scheduling'].flatMap(key => entryOf(root, key) ?? []),
  );
  if (first === undefined || second === undefined) return [];
  const related = [{ range: { start: first.key.start, end: first.key.end }, rule: 'first-here', args: {} }];
  return [finding('triton-schedulers', second.key, { key: second.key.raw, other: first.key.raw }, { related })];
}

const inOrder = (entries: readonly YamlEntry[]): readonly YamlEntry[] =>
  [...entries].sort((a, b) => a.key.start - b.key.start);

/** Fields of which protocol buffers hold one at most. */
function choiceFindings(root: YamlNode): readonly Diagnostic[] {
  const choices = [
    [childOf(root, 'version_policy'), ['latest', 'all', 'specific']],
    [childOf(root, 'sequence_batching'), ['direct', 'oldest']],
  ] as const;
  return choices.flatMap(([node, keys]) => {
    const [first, second] = inOrder(keys.flatMap(key => entryOf(node, key) ?? []));
    if (first === undefined || second === undefined) return [];
    return [finding('triton-one-choice', second.key, { key: second.key.raw, other: first.key.raw })];
  });
}

function instanceFindings(group: YamlNode): readonly Diagnostic[] {
  const gpus = entryOf(group, 'gpus');
  if (textAt(group, 'kind') !== 'KIND_CPU' || gpus === undefined || manyOf(gpus.value).length === 0) return [];
  return [finding('triton-cpu-gpus', gpus.key)];
}

/** Warm-up requests have the inputs of the model, with their types. */
function warmupFindings(root: YamlNode): readonly Diagnostic[] {
  const inputs = new Map(
    manyOf(childOf(root, 'input')).map(tensor => [textAt(tensor, 'name') ?? '', textAt(tensor, 'data_type')]),
  );
  // Inputs that are not written down are read from the model.
  if (inputs.size === 0) return [];
  const controls = manyOf(childOf(childOf(root, 'sequence_batching'), 'control_input'));
  const others = new Set(controls.flatMap(control => textAt(control, 'name') ?? []));
  return manyOf(childOf(root, 'model_warmup')).flatMap(request =>
    mapEntries(request, 'inputs').flatMap(({ key, value }) => {
      const name = textOf(key);
      if (key === undefined || name === undefined || others.has(name)) return [];
      if (!inputs.has(name)) return [unknownName('triton-warmup-input', { name, range: key }, inputs.keys())];
      const [node, wanted] = [childOf(value, 'data_type'), inputs.get(name)];
      const found = textOf(node);
      if (node === undefined || found === undefined || wanted === undefined || found === wanted) return [];
      const more = { fixes: [replaceFix(node, wanted)] };
      return [finding('triton-warmup-type', node, { name, wanted, found }, more)];
    }),
  );
}
