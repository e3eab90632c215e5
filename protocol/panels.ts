// Messages between the extension host and its webview panels: one pair of types per panel, each with a validator.
import * as v from 'valibot';
import type { ForeignMember, ForeignPipeline, ForeignStage } from '../engine/domain/foreignPipeline.ts';
import type { PipelineEdge } from '../engine/domain/pipeline.ts';
import type { Direction, PipelineView, RunRow, WireCurve } from './api.ts';
import type { DeploymentDetail, DeploymentSeries, TestAnswer } from './deployApi.ts';

/** What every panel is told about the service: one line on top and old data marked as old when it is away. */
export type LinkState = 'live' | 'lost';

// Metrics panel -----------------------------------------------------------------------------------------------------
/** What is kept over a reload: in the webview's state and the host's memento. */
export const metricsViewState = v.object({
  experiment: v.string(),
  selected: v.array(v.string()),
  sort: v.nullable(v.object({ column: v.string(), descending: v.boolean() })),
  filter: v.string(),
  hiddenColumns: v.array(v.string()),
  smoothing: v.number(),
  logScale: v.boolean(),
  xAxis: v.picklist(['step', 'time', 'relative']),
  /** `table` and charts side by side, or the comparison of the chosen runs. */
  mode: v.picklist(['runs', 'compare']),
  /** Pixels by column id, only of columns that were resized. */
  columnWidths: v.optional(v.record(v.string(), v.number())),
  /** Share of the width that the table has beside the charts, 0 to 1. */
  split: v.optional(v.number()),
  /** Stage runs have rows of their own; else they are folded into their pipeline run. */
  withStages: v.optional(v.boolean()),
  /** The comparison shows rows that differ alone. */
  onlyDifferences: v.optional(v.boolean()),
  /** The metric whose chart fills the panel. */
  maximised: v.optional(v.nullable(v.string())),
});
export type MetricsViewState = v.InferOutput<typeof metricsViewState>;

export type ToMetricsPanel =
  | {
      readonly type: 'runs';
      readonly experiment: string;
      readonly rows: readonly RunRow[];
      readonly updatedAt: number;
      readonly main: string | null;
      readonly directions: Readonly<Record<string, Direction>>;
    }
  | { readonly type: 'curves'; readonly curves: readonly WireCurve[] }
  | { readonly type: 'select'; readonly runIds: readonly string[]; readonly mode: 'runs' | 'compare' }
  | { readonly type: 'link'; readonly state: LinkState; readonly message: string | null };
export const fromMetricsPanel = v.variant('type', [
  v.object({ type: v.literal('ready'), state: v.nullable(metricsViewState) }),
  /** Curves wanted: the chosen runs and visible metrics. The host answers with `curves` and again whenever they grow. */
  v.object({ type: v.literal('watch'), runIds: v.array(v.string()), keys: v.array(v.string()) }),
  v.object({ type: v.literal('state'), state: metricsViewState }),
  v.object({ type: v.literal('copy'), text: v.string() }),
  v.object({ type: v.literal('openRun'), runId: v.string() }),
  v.object({ type: v.literal('openLog'), runId: v.string() }),
  v.object({ type: v.literal('reconnect') }),
  v.object({ type: v.literal('runPipeline') }),
]);
export type FromMetricsPanel = v.InferOutput<typeof fromMetricsPanel>;

// Pipeline graph panel ----------------------------------------------------------------------------------------------
export type ToGraphPanel =
  /** `canRun`: false in an untrusted workspace, where nothing offers to run; absent is true. */
  | { readonly type: 'pipeline'; readonly pipeline: PipelineView; readonly canRun?: boolean }
  | { readonly type: 'foreign'; readonly pipeline: ForeignView; readonly canRun: boolean }
  | { readonly type: 'link'; readonly state: LinkState; readonly message: string | null };
export type { ForeignMember, ForeignPipeline, ForeignStage, PipelineEdge };
/** A pipeline of another tool. */
export interface ForeignView {
  readonly uri: string;
  readonly name: string;
  /** Below its workspace folder, for people. */
  readonly path: string;
  /** Null: the file is gone, or describes no pipeline. */
  readonly pipeline: ForeignPipeline | null;
}
export const fromGraphPanel = v.variant('type', [
  v.object({ type: v.literal('ready'), file: v.nullable(v.string()) }),
  v.object({ type: v.literal('openStage'), stage: v.string() }),
  /** The pipeline file itself at a line from 1: where its problem is. */
  v.object({ type: v.literal('openFile'), line: v.number() }),
  v.object({ type: v.literal('openLog'), stage: v.string() }),
  v.object({ type: v.literal('runStage'), stage: v.string(), mode: v.picklist(['only', 'upTo']) }),
  v.object({ type: v.literal('run') }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('reconnect') }),
]);
export type FromGraphPanel = v.InferOutput<typeof fromGraphPanel>;

// Deployment panel --------------------------------------------------------------------------------------------------
export type ToDeploymentPanel =
  /** `canAct`: false in an untrusted workspace, where nothing is changed. */
  | { readonly type: 'detail'; readonly detail: DeploymentDetail; readonly canAct: boolean }
  | { readonly type: 'series'; readonly series: DeploymentSeries; readonly minutes: number }
  | { readonly type: 'answer'; readonly answer: TestAnswer }
  /** Why a test request could not be sent. */
  | { readonly type: 'refused'; readonly message: string }
  /** It is there no more. */
  | { readonly type: 'gone' }
  | { readonly type: 'link'; readonly state: LinkState; readonly message: string | null };
export const deploymentActs = ['promote', 'hold', 'resume', 'rollBack', 'approve', 'reject', 'start'] as const;
export const fromDeploymentPanel = v.variant('type', [
  /** `minutes`: how far back the charts reach. */
  v.object({ type: v.literal('ready'), minutes: v.number() }),
  v.object({ type: v.literal('act'), act: v.picklist(deploymentActs) }),
  v.object({ type: v.literal('range'), minutes: v.number() }),
  v.object({ type: v.literal('send'), row: v.record(v.string(), v.union([v.number(), v.string(), v.boolean()])) }),
  /** Without a number: the newest records. */
  v.object({ type: v.literal('openAudit'), seq: v.optional(v.number()) }),
  v.object({ type: v.literal('trace'), id: v.string() }),
  v.object({ type: v.literal('lookNow') }),
  v.object({ type: v.literal('copy'), text: v.string() }),
  v.object({ type: v.literal('reconnect') }),
]);
export type FromDeploymentPanel = v.InferOutput<typeof fromDeploymentPanel>;
