// Seldon Core: SeldonDeployment of version 1; models, pipelines, experiments and servers of version 2.
import { textAt } from '../../syntax/values.ts';
import type { YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectReading, nothingRead } from '../dialect.ts';
import { seldonSchema } from '../generated/seldonSchema.ts';
import { kindSchemas } from '../kindSchemas.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { readDeployment } from './seldonDeployment.ts';
import { readExperiment, readModel, readServer } from './seldonObjects.ts';
import { readSeldonPipeline } from './seldonPipeline.ts';

interface Kind {
  readonly group: string;
  readonly definition: string;
  read(root: YamlNode): DialectReading;
}
const second = 'mlops.seldon.io/';
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['SeldonDeployment', { group: 'machinelearning.seldon.io/', definition: 'deployment', read: readDeployment }],
  ['Model', { group: second, definition: 'model', read: readModel }],
  ['Pipeline', { group: second, definition: 'pipeline', read: readSeldonPipeline }],
  ['Experiment', { group: second, definition: 'experiment', read: readExperiment }],
  ['Server', { group: second, definition: 'server', read: readServer }],
]);

const schemas = kindSchemas(seldonSchema);

export const seldon: Dialect = {
  id: 'seldon',
  title: 'Seldon object',
  names: [],
  // Values of Helm charts name the group too, and no kind.
  recognise: text =>
    /^apiVersion:\s*["']?(machinelearning\.seldon\.io|mlops\.seldon\.io)\//m.test(text) && /^kind:/m.test(text),
  schemaOf: root => {
    const isSeldon = /^(machinelearning|mlops)\.seldon\.io\//.test(textAt(root, 'apiVersion') ?? '');
    return isSeldon ? (schemas.get(kindOf(root)?.definition ?? 'other') ?? null) : null;
  },
  isDynamic: raw => raw.includes('$') || raw.includes('{{'),
  read: ({ root }) => kindOf(root)?.read(root) ?? nothingRead,
  tool: ({ file }) => wholeFileTool(['kubectl', 'apply', '-f', fileArgument(file)], { changes: 'cluster' }),
  needsStages: true,
  isShared: true,
  isOftenTemplate: true,
  mayBePatch: true,
};

function kindOf(root: YamlNode): Kind | undefined {
  const kind = kinds.get(textAt(root, 'kind') ?? '');
  return kind !== undefined && textAt(root, 'apiVersion')?.startsWith(kind.group) === true ? kind : undefined;
}
