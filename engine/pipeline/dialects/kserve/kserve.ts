// KServe's kinds (serving.kserve.io): services, services of language models, graphs, runtimes, trained models.
import { textAt } from '../../syntax/values.ts';
import type { YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { kserveSchema } from '../generated/kserveSchema.ts';
import { kindSchemas } from '../kindSchemas.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { readGraph } from './inferenceGraph.ts';
import { readService } from './inferenceService.ts';
import { readLanguageService } from './languageService.ts';
import { readRuntime } from './servingRuntime.ts';
import { readTrainedModel } from './trainedModel.ts';

interface Kind {
  readonly definition: string;
  read(document: DialectDocument): DialectReading;
}
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['InferenceService', { definition: 'inferenceService', read: readService }],
  ['LLMInferenceService', { definition: 'llmInferenceService', read: readLanguageService }],
  ['LLMInferenceServiceConfig', { definition: 'llmInferenceService', read: readLanguageService }],
  ['InferenceGraph', { definition: 'inferenceGraph', read: readGraph }],
  ['ServingRuntime', { definition: 'servingRuntime', read: readRuntime }],
  ['ClusterServingRuntime', { definition: 'servingRuntime', read: readRuntime }],
  ['TrainedModel', { definition: 'trainedModel', read: readTrainedModel }],
]);

const schemas = kindSchemas(kserveSchema);

export const kserve: Dialect = {
  id: 'kserve',
  title: 'KServe object',
  names: [],
  recognise: text =>
    /^apiVersion:\s*["']?serving\.(kserve\.io|kubeflow\.org)\//m.test(text) &&
    /^kind:\s*["']?(?:InferenceService|LLMInferenceService|LLMInferenceServiceConfig|InferenceGraph|ServingRuntime|ClusterServingRuntime|TrainedModel)\b/m.test(
      text,
    ),
  schemaOf: root => {
    const kind = kindOf(root);
    return kind === undefined || isOfOldShape(root) ? null : (schemas.get(kind.definition) ?? null);
  },
  isDynamic: raw => raw.includes('$') || raw.includes('{{'),
  read: document => kindOf(document.root)?.read(document) ?? nothingRead,
  tool: ({ file }) => wholeFileTool(['kubectl', 'apply', '-f', fileArgument(file)], { changes: 'cluster' }),
  needsStages: true,
  isShared: true,
  isOftenTemplate: true,
  mayBePatch: true,
};

const kindOf = (root: YamlNode): Kind | undefined =>
  /^serving\.(kserve\.io|kubeflow\.org)\//.test(textAt(root, 'apiVersion') ?? '')
    ? kinds.get(textAt(root, 'kind') ?? '')
    : undefined;

/** Services of before version v1beta1 had their parts below `default`. */
const isOfOldShape = (root: YamlNode): boolean =>
  textAt(root, 'kind') === 'InferenceService' && !textAt(root, 'apiVersion')?.endsWith('/v1beta1');
