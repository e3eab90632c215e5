// KServe's InferenceService (v1beta1): group, name, deployment mode and what belongs to each part.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { isPatchFile } from '../patchFile.ts';
import { definedBy, namedBy } from '../places.ts';
import { canaryFindings } from './canaryRules.ts';
import { implementationFindings } from './implementationRules.ts';
import { isTemplate, nameFindings } from './objectName.ts';
import { servicePodFindings } from './podRules.ts';
import { modeFindings } from './scalingRules.ts';
import { storageFindings } from './storageRules.ts';

const parts = ['transformer', 'predictor', 'explainer'] as const;

export function readService({ root, text, file }: DialectDocument): DialectReading {
  const group = groupFindings(root);
  if (!textAt(root, 'apiVersion')?.endsWith('/v1beta1')) return { ...nothingRead, findings: group };
  const spec = childOf(root, 'spec');
  const metadata = childOf(root, 'metadata');
  const entries = parts.flatMap(key => entryOf(spec, key) ?? []);
  const predictor = childOf(spec, 'predictor');
  return {
    ...nothingRead,
    findings: [
      ...group,
      ...nameFindings(childOf(metadata, 'name')),
      ...implementationFindings(spec, text).filter(({ args }) => args.found !== 'none' || !isPatchFile(file)),
      ...entries.flatMap(({ value }) => replicaFindings(value)),
      ...storageFindings(predictor),
      ...servicePodFindings(predictor),
      ...modeFindings(root, entries),
      ...canaryFindings(root),
    ],
    names: [
      ...namedBy('service', childOf(metadata, 'name'), root),
      ...namedBy('runtime', childOf(childOf(predictor, 'model'), 'runtime')),
      ...entries.map(entry => definedBy('stage', entry)),
    ],
    stages: entries.map(({ key, value }) => ({
      name: key.raw,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], params: [] },
      needs: before(key.raw, spec),
      does: textAt(childOf(childOf(value, 'model'), 'modelFormat'), 'name') ?? '',
    })),
  };
}

/** Requests go through the transformer first; the explainer asks the predictor. */
function before(part: string, spec: YamlNode | undefined): readonly string[] {
  if (part === 'explainer') return ['predictor'];
  return part === 'predictor' && childOf(spec, 'transformer') !== undefined ? ['transformer'] : [];
}

function groupFindings(root: YamlNode): readonly Diagnostic[] {
  const node = childOf(root, 'apiVersion');
  const written = textOf(node);
  if (node === undefined || !written?.startsWith('serving.kubeflow.org/')) return [];
  const nearest = 'serving.kserve.io/v1beta1';
  const args = { group: 'serving.kubeflow.org', nearest };
  // Older versions have another shape: their name alone mends nothing.
  const fixes = written.endsWith('/v1beta1') ? [replaceFix(node, nearest)] : [];
  return [finding('kserve-group-retired', node, args, { fixes })];
}

function replicaFindings(part: YamlNode): readonly Diagnostic[] {
  const [min, max] = [numberAt(part, 'minReplicas'), numberAt(part, 'maxReplicas')];
  const place = childOf(part, 'minReplicas');
  if (min === undefined || max === undefined || max === 0 || min <= max || place === undefined) return [];
  return isTemplate(textOf(place) ?? '') ? [] : [finding('kserve-replicas', place, { min, max })];
}
