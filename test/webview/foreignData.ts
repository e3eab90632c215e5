// A pipeline of another tool as the graph panel gets it: a group of four, one frozen stage, files between.
import type { ForeignStage } from '../../protocol/panels.ts';

const stage = (name: string, more: Partial<ForeignStage> = {}): ForeignStage => ({
  ...{ name, range: { start: 0, end: 1 }, does: `python ${name}.py`, deps: [], outs: [], params: [], marks: [] },
  ...{ members: [], memberCount: 0 },
  ...more,
});
const kinds = ['lr-4', 'lr-8', 'gbm-4', 'gbm-8'];
const pathOf = (kind: string): string => `models/${kind}.pkl`;

export const foreignPipeline = {
  ...{ format: 'dvc', title: 'DVC pipeline', circle: null, problem: null, companions: [], isListed: true },
  stages: [
    stage('prepare', { marks: ['frozen'], outs: ['data/clean.csv'] }),
    stage('train', {
      deps: ['data/clean.csv'],
      outs: kinds.map(pathOf),
      members: kinds.map(kind => ({ name: `train@${kind}`, deps: ['data/clean.csv'], outs: [pathOf(kind)] })),
      memberCount: kinds.length,
    }),
    stage('evaluate', { deps: ['models'], outs: ['metrics.json'] }),
  ],
  edges: [
    { from: 'prepare', to: 'train', paths: ['data/clean.csv'] },
    { from: 'train', to: 'evaluate', paths: kinds.map(pathOf) },
  ],
  memberEdges: kinds.flatMap(kind => [
    { from: 'prepare', to: `train@${kind}`, paths: ['data/clean.csv'] },
    { from: `train@${kind}`, to: 'evaluate', paths: [pathOf(kind)] },
  ]),
  tool: {
    ...{ file: ['dvc', 'repro'], upTo: ['dvc', 'repro'], only: ['dvc', 'repro', '-s'], changes: null, asks: [] },
  },
};
export const foreignView = {
  ...{ uri: 'file:///work/bike/dvc.yaml', name: 'dvc.yaml', path: 'dvc.yaml' },
  pipeline: foreignPipeline,
};
