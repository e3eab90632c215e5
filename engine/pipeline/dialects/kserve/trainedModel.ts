// KServe's TrainedModel: one of several models in an InferenceService.
import { childOf } from '../../syntax/yamlTree.ts';
import { type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { namedBy } from '../places.ts';
import { schemeFindings } from './storageRules.ts';

export function readTrainedModel({ root }: DialectDocument): DialectReading {
  const spec = childOf(root, 'spec');
  return {
    ...nothingRead,
    findings: schemeFindings(childOf(childOf(spec, 'model'), 'storageUri')),
    names: [
      ...namedBy('trained model', childOf(childOf(root, 'metadata'), 'name'), root),
      ...namedBy('service', childOf(spec, 'inferenceService')),
    ],
  };
}
