// A project whose pipeline makes an ONNX model, its runs, and what registering and predicting need, all real.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DataColumn, ProfileBuilder } from '../../engine/deploy/packaging/referenceProfile.ts';
import {
  type RegistrationContext,
  type RegistrationRequest,
  registerModel,
} from '../../engine/deploy/registerModel.ts';
import type { AuditEntry } from '../../engine/domain/audit.ts';
import type { ColumnProfile } from '../../engine/domain/modelPackage.ts';
import type { ModelRegistry, ModelVersion } from '../../engine/domain/modelVersion.ts';
import { planModel } from '../../engine/runner/modelPlan.ts';
import { openModelRegistry } from '../../engine/tracking/modelRegistry.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { makeProject, type Project, ports } from '../runner/runnerKit.ts';
import { openServed } from './openServed.ts';

/** Counts, mean and range: enough to see which values a profile was made of. */
export const simpleProfile: ProfileBuilder = ({ columns, predictions }) => ({
  schema: 1,
  rows: columns[0]?.values.length ?? 0,
  features: columns.map(summary),
  predictions: predictions.map(summary),
});
function summary({ name, values }: DataColumn): ColumnProfile {
  const texts = values.filter(value => typeof value === 'string');
  if (texts.length > 0)
    return {
      ...{ kind: 'categorical', name, count: texts.length, missing: values.length - texts.length, other: 0 },
      categories: Object.fromEntries([...new Set(texts)].map(one => [one, texts.filter(text => text === one).length])),
    };
  const numbers = values.map(Number).filter(Number.isFinite);
  return {
    ...{ kind: 'numeric', name, count: numbers.length, missing: values.length - numbers.length },
    ...{ mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length, std: 0, distinct: 0 },
    ...{ min: Math.min(...numbers), max: Math.max(...numbers), quantiles: [], edges: [], counts: [], sample: [] },
  };
}

export interface Production {
  readonly project: Project;
  readonly registry: ModelRegistry;
  readonly audit: readonly AuditEntry[];
  readonly context: RegistrationContext;
  register(request?: Partial<RegistrationRequest>): Promise<ModelVersion>;
  /** Puts another model and metric where the pipeline takes them from. */
  train(coefficients: Readonly<Record<string, number>>, rmse: number): Promise<string>;
}

const stages = `train:
  cmd: mkdir -p build && cp source.onnx build/model.onnx && cp data.csv build/train.csv && cp source.json metrics.json
  deps: [source.onnx, source.json, data.csv]
  outs: [build/model.onnx, build/train.csv]
  metrics: [metrics.json]`;
const top = `gates:
  quality: {metric: "train:metrics.json#rmse", op: "<=", value: 60}
  no-regression: {metric: "train:metrics.json#rmse", op: "<=", baseline: champion, tolerance: "5%"}
model:
  name: bike
  artifact: build/model.onnx
  registry: {type: mlflow, alias: challenger}
  requires: [quality, no-regression]
package: {format: auto, reference: build/train.csv, target: cnt}`;

export async function makeProduction(): Promise<Production> {
  const project = await makeProject();
  onTestFinished(() => project.remove());
  const { store, tracking } = project.context;
  const registry = openModelRegistry(tracking, ports);
  const audit: AuditEntry[] = [];
  const context: RegistrationContext = {
    ...{ ports, root: project.root, store, registry, openModel: openServed, buildProfile: simpleProfile },
    plan: request => planModel(project.context, request),
    interpreter: async () => 'python3',
    audit: { append: async entry => void audit.push(entry) },
  };
  project.pipeline(stages, top);
  project.write('data.csv', 'temp,hum,cnt\n1,10,33\n2,20,65\n3,,0\n');
  return {
    ...{ project, registry, audit, context },
    register: request =>
      registerModel(context, {
        ...{ pipeline: 'pipeline.yaml', who: { kind: 'person', name: 'Ada' }, why: 'asked' },
        ...{ signal: new AbortController().signal, onProgress: () => {}, ...request },
      }),
    async train(coefficients, rmse) {
      writeFileSync(join(project.root, 'source.onnx'), linearModel(coefficients, 1));
      project.write('source.json', JSON.stringify({ rmse }));
      const run = await project.run();
      if (run.state !== 'succeeded') throw new Error(JSON.stringify(run.stages));
      return run.id;
    },
  };
}
