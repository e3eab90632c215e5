// A real-shaped pipeline as the service tells it: the example's stages in the middle of a run, one stale, one failed.
import type { StageRun } from '../../engine/domain/run.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';

const runId = '4a1be2f0c9d84e5fa3b7d61902c8e5f7';

interface StageSketch {
  readonly name: string;
  readonly state: StageView['state'];
  readonly after?: readonly string[];
  readonly outs?: readonly string[];
  readonly seconds?: number;
  readonly extra?: Partial<StageView>;
}

function stage({ name, state, after = [], outs = [], seconds, extra }: StageSketch, now: number): StageView {
  const startedAt = seconds === undefined ? null : now - seconds * 1000;
  const last: StageRun | null =
    startedAt === null
      ? null
      : {
          id: `${name}-run`,
          runId,
          stage: name,
          state: state === 'stale' || state === 'never-run' ? 'succeeded' : state,
          attempt: 1,
          startedAt,
          endedAt: state === 'running' ? null : now,
          exitCode: state === 'running' ? null : state === 'failed' ? 1 : 0,
          reasons: [],
          failure:
            state === 'failed' ? { code: 'exit', exitCode: 1, signal: null, lastLines: ['KeyError: "temp"'] } : null,
          progress: null,
        };
  const range = { start: 0, end: name.length };
  return { name, description: null, state, stale: [], last, after, deps: [], outs, metrics: [], range, ...extra };
}

export function makePipeline(now: number, overrides: Partial<PipelineView> = {}): PipelineView {
  const stages = [
    stage(
      {
        name: 'prepare',
        state: 'cached',
        outs: ['build/train.csv', 'build/test.csv'],
        seconds: 4,
        extra: { description: 'Splits the hours by date into training, test and later production traffic.' },
      },
      now,
    ),
    stage({ name: 'train', state: 'running', after: ['prepare'], outs: ['build/model.onnx'], seconds: 42 }, now),
    stage(
      {
        name: 'evaluate',
        state: 'stale',
        after: ['train', 'prepare'],
        seconds: 12,
        extra: { stale: [{ code: 'upstream', subject: 'train' }] },
      },
      now,
    ),
    stage({ name: 'baseline', state: 'failed', after: ['prepare'], seconds: 3 }, now),
    stage({ name: 'report', state: 'never-run', after: ['evaluate', 'baseline'], outs: ['reports/summary.md'] }, now),
  ];
  return {
    file: 'pipeline.yaml',
    name: 'bike-demand',
    problem: null,
    stages,
    edges: [
      { from: 'prepare', to: 'train', paths: ['build/train.csv'] },
      { from: 'train', to: 'evaluate', paths: ['build/model.onnx', 'build/model.joblib'] },
      { from: 'prepare', to: 'evaluate', paths: ['build/test.csv'] },
      { from: 'prepare', to: 'baseline', paths: ['build/train.csv', 'build/test.csv'] },
      { from: 'evaluate', to: 'report', paths: ['metrics/evaluation.json'] },
      { from: 'baseline', to: 'report', paths: [] },
    ],
    run: {
      id: runId,
      pipeline: 'pipeline.yaml',
      pipelineName: 'bike-demand',
      name: 'brave-newt',
      state: 'running',
      createdAt: now - 46_000,
      startedAt: now - 46_000,
      endedAt: null,
      git: null,
      stages: stages.flatMap(({ last, name }) =>
        last === null ? [] : [{ ...last, state: name === 'evaluate' ? ('queued' as const) : last.state }],
      ),
    },
    ...overrides,
  };
}

/** The same pipeline with nothing running. */
export function makeIdlePipeline(now: number): PipelineView {
  const pipeline = makePipeline(now);
  return {
    ...pipeline,
    run: pipeline.run === null ? null : { ...pipeline.run, state: 'failed', endedAt: now },
    stages: pipeline.stages.map(each => (each.name === 'train' ? { ...each, state: 'succeeded' as const } : each)),
  };
}
