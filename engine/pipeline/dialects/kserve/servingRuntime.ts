// KServe's ServingRuntime: the containers that serve, and the name that services choose it by.
import { childOf, itemsOf } from '../../syntax/yamlTree.ts';
import { type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { namedBy } from '../places.ts';
import { gpuLimits } from './podRules.ts';

export function readRuntime({ root }: DialectDocument): DialectReading {
  const spec = childOf(root, 'spec');
  return {
    ...nothingRead,
    findings: itemsOf(childOf(spec, 'containers')).flatMap(gpuLimits),
    names: namedBy('runtime', childOf(childOf(root, 'metadata'), 'name'), root),
  };
}
