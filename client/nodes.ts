// What a tree row stands for: commands get these from menus, whichever area drew the row.
import type { ModelVersion, RegisteredModel } from '../engine/domain/modelVersion.ts';
import type { PipelineRun } from '../engine/domain/run.ts';
import type { ExperimentView, RunRow } from '../protocol/api.ts';
import type { Project } from './project.ts';

export interface PipelineNode {
  readonly kind: 'pipeline';
  readonly project: Project;
  readonly file: string;
}
export interface StageNode {
  readonly kind: 'stage';
  readonly project: Project;
  readonly file: string;
  readonly stage: string;
}
export interface ExperimentNode {
  readonly kind: 'experiment';
  readonly project: Project;
  readonly experiment: ExperimentView;
}
export interface RunNode {
  readonly kind: 'run';
  readonly project: Project;
  readonly experiment: ExperimentView;
  readonly row: RunRow;
  /** A stage's run below its pipeline's run. */
  readonly isChild: boolean;
}
/** A run whose stages have logs; no row of a tree. */
export interface LogNode {
  readonly kind: 'log';
  readonly project: Project;
  readonly run: PipelineRun;
}
/** The gates of a pipeline together. */
export interface GatesNode {
  readonly kind: 'gates';
  readonly project: Project;
  readonly file: string;
}
export interface GateNode {
  readonly kind: 'gate';
  readonly project: Project;
  readonly file: string;
  readonly gate: string;
}
export interface ModelNode {
  readonly kind: 'model';
  readonly project: Project;
  readonly model: RegisteredModel;
}
export interface VersionNode {
  readonly kind: 'version';
  readonly project: Project;
  readonly model: RegisteredModel;
  readonly version: ModelVersion;
}
/** Nodes of deployments name them by id: what they show is in the project's snapshot. */
export interface DeploymentNode {
  readonly kind: 'deployment';
  readonly project: Project;
  readonly id: string;
}
/** The rollout under way, or the one that failed last. */
export interface RolloutNode {
  readonly kind: 'rollout';
  readonly project: Project;
  readonly id: string;
}
export interface ServedNode {
  readonly kind: 'served';
  readonly project: Project;
  readonly id: string;
  readonly version: number;
}
/** What is watched in a deployment. */
export interface MonitorNode {
  readonly kind: 'monitor';
  readonly project: Project;
  readonly id: string;
}
export interface SignalNode {
  readonly kind: 'signal';
  readonly project: Project;
  readonly id: string;
  readonly signal: string;
}
/** A file of a foreign format, by its address. */
export interface ForeignNode {
  readonly kind: 'foreign';
  readonly uri: string;
}
export interface ForeignStageNode {
  readonly kind: 'foreign-stage';
  readonly uri: string;
  readonly stage: string;
  /** One of what the stage is expanded to; null: the stage itself. */
  readonly member: string | null;
}
export type TreeNode =
  | PipelineNode
  | StageNode
  | ExperimentNode
  | RunNode
  | LogNode
  | GatesNode
  | GateNode
  | ModelNode
  | VersionNode
  | DeploymentNode
  | RolloutNode
  | ServedNode
  | MonitorNode
  | SignalNode
  | ForeignNode
  | ForeignStageNode;

/** What menus and links hand over is checked by its kind. */
export function asNode<K extends TreeNode['kind']>(value: unknown, kind: K): Extract<TreeNode, { kind: K }> | null {
  const isOfKind =
    typeof value === 'object' &&
    value !== null &&
    ('project' in value || 'uri' in value) &&
    'kind' in value &&
    value.kind === kind;
  return isOfKind ? (value as Extract<TreeNode, { kind: K }>) : null;
}
