// Custom requests and commands between the extension and its language server.
import type { Facts } from '../engine/domain/facts.ts';

/** Notification client → server: what changed in the world; parts that are absent keep their last value. */
export const factsNotification = 'trainyard/facts';
export interface FactsParams {
  /** Folder of the project the facts are about, as a file URI. */
  readonly root: string;
  readonly facts: Facts;
}

/** Commands that code lenses carry; the extension registers them. Arguments: pipeline file URI, name of stage or target. */
export const lensCommands = {
  runPipeline: 'trainyard.runner.runPipeline',
  runStage: 'trainyard.runner.runStage',
  runToStage: 'trainyard.runner.runToStage',
  register: 'trainyard.registry.register',
  deploy: 'trainyard.deploy.deploy',
} as const;

/** Documents the server looks at: by pattern and content, the language id is `trainyard-pipeline` for our own names. */
export const pipelineLanguage = 'trainyard-pipeline';
export const documentPatterns = {
  pipeline: '**/{pipeline.yaml,*.pipeline.yaml}',
  card: '**/{MODEL_CARD.md,README.md,*.card.md}',
} as const;
