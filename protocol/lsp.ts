// Custom requests and commands between the extension and its language server.
import type { Facts } from '../engine/domain/facts.ts';
import type { ForeignPipeline } from '../engine/domain/foreignPipeline.ts';

/** Notification client → server: what changed in the world; parts that are absent keep their last value. */
export const factsNotification = 'trainyard/facts';
export interface FactsParams {
  /** Folder of the project the facts are about, as a file URI. */
  readonly root: string;
  readonly facts: Facts;
}

/** Request client → server: the pipeline that a text of a foreign format describes, null for any other text. */
export const foreignPipelineRequest = 'trainyard/foreignPipeline';
export interface ForeignPipelineParams {
  readonly uri: string;
  /** Below its workspace folder; the path below its project counts where the server knows one. */
  readonly path: string;
  /** As it stands in the editor, saved or not. */
  readonly text: string;
  /** Of its companions by path, for a file of which the server knows no project. */
  readonly texts?: Readonly<Record<string, string>>;
}
export type ForeignPipelineAnswer = ForeignPipeline | null;

/**
 * Commands that code lenses carry; a client that has them says so in `initializationOptions.commands`, others get lenses
 * that only tell. Arguments: file URI, then the name of stage or target; of `showReferences` a position.
 */
export const lensCommands = {
  runPipeline: 'trainyard.runner.runPipeline',
  runStage: 'trainyard.runner.runStage',
  runToStage: 'trainyard.runner.runToStage',
  register: 'trainyard.registry.register',
  deploy: 'trainyard.deploy.deploy',
  showReferences: 'trainyard.language.showReferences',
} as const;
/** Runs a foreign file with its own tool, where the client can. Arguments: file URI, name of a stage or null. */
export const outsideCommand = 'trainyard.pipeline.runOutside';
/** Of the editor itself: asks for completion again, once a key is there. */
export const suggestCommand = 'editor.action.triggerSuggest';

/** Documents the server looks at: by pattern and content, the language id is `trainyard-pipeline` for our own names. */
export const pipelineLanguage = 'trainyard-pipeline';
export const documentPatterns = {
  pipeline: '**/{pipeline.yaml,*.pipeline.yaml}',
  card: '**/{MODEL_CARD.md,README.md,*.card.md,modelcard.yaml}',
  /** Foreign formats that are known by name. */
  format: '**/{dvc.yaml,MLproject,*gitlab-ci.yml,feature_store.yaml,bentofile.yaml,config.pbtxt}',
} as const;

/** Whether a file name alone is that of a foreign format; those of `documentPatterns.format`. */
export const isFormatName = (name: string): boolean =>
  /^(?:dvc\.yaml|MLproject|.*gitlab-ci\.yml|feature_store\.yaml|bentofile\.yaml|config\.pbtxt)$/.test(name);

/** How a YAML file that the server knows begins, for those without a name of their own; the server looks closer. */
const formatMarks: readonly RegExp[] = [
  /^apiVersion:[ \t]*["']?(?:trainyard|argoproj\.io|serving\.kserve\.io|serving\.kubeflow\.org|machinelearning\.seldon\.io|mlops\.seldon\.io)\//m,
  /^\$schema:.*azuremlschemas/m,
  /^schemaVersion:[ \t]*["']?2\./m,
  /^(?:jobs:[ \t]*$[\s\S]*^type:[ \t]*["']?pipeline|type:[ \t]*["']?pipeline["']?[ \t]*$[\s\S]*^jobs:)/m,
  /^entry_points:/m,
  /^-[ \t]+(?:dataset|value):[\s\S]*\btask_id:/m,
  /^evaluation_framework:/m,
  /^(?:online_store|offline_store|entity_key_serialization_version):/m,
];
const farthest = 20_000;

/** Whether a YAML text of any name may be of a format that the server knows. */
export const mayBeFormat = (text: string): boolean => formatMarks.some(mark => mark.test(text.slice(0, farthest)));

/** How Node starts the server: so many megabytes of what edits leave behind wait for their collection (ADR 16). */
export const serverFlags: readonly string[] = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
