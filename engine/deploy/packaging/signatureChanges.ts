// What callers of the version before notice of a new one: inputs and outputs that came, went or are of another kind.
import type { Signature, TensorSpec } from '../../domain/modelPackage.ts';
import type { SignatureChange } from '../../domain/modelVersion.ts';

/** More say no more: a model with other columns altogether is another model. */
const most = 20;

/** Empty where callers need not change anything. The order of inputs does not count: they are sent by name. */
export function signatureChanges(before: Signature, after: Signature): readonly SignatureChange[] {
  return [
    ...changesOf('input', before.inputs, after.inputs),
    ...changesOf('output', before.outputs, after.outputs),
  ].slice(0, most);
}

function changesOf(
  side: SignatureChange['side'],
  before: readonly TensorSpec[],
  after: readonly TensorSpec[],
): readonly SignatureChange[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(name => {
    const change = { side, name, before: old.get(name) ?? null, after: now.get(name) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

const byName = (specs: readonly TensorSpec[]): ReadonlyMap<string, string> =>
  new Map(specs.map(({ name, datatype, shape }) => [name, `${datatype} [${shape.join(', ')}]`]));
