// Every route of the project service in one list, so that service, client and documentation agree.

/**
 * Scopes: `control` is the editor's and the command line's; `tracking` is one stage run's and opens MLflow's REST alone;
 * `predict` is for callers of deployed models.
 */
export type Scope = 'control' | 'tracking' | 'predict';

export const routes = {
  hello: 'GET /v1/hello',
  snapshot: 'GET /v1/snapshot',
  events: 'GET /v1/events',
  pipelines: 'GET /v1/pipelines',
  pipeline: 'GET /v1/pipelines/one',
  pipelineRuns: 'GET /v1/pipeline-runs',
  pipelineRun: 'GET /v1/pipeline-runs/:id',
  startRun: 'POST /v1/runs',
  runs: 'GET /v1/runs',
  run: 'GET /v1/runs/:id',
  experiments: 'GET /v1/experiments',
  history: 'POST /v1/metrics/history',
  log: 'GET /v1/log',
  facts: 'GET /v1/facts',
  operation: 'GET /v1/operations/:id',
  operations: 'GET /v1/operations',
  cancel: 'POST /v1/operations/:id/cancel',
  clean: 'POST /v1/clean',
  models: 'GET /v1/models',
  gates: 'GET /v1/gates',
  register: 'POST /v1/models/register',
  setAlias: 'POST /v1/models/alias',
  deployments: 'GET /v1/deployments',
  deploy: 'POST /v1/deployments',
  deployment: 'GET /v1/deployments/:id',
  act: 'POST /v1/deployments/:id/act',
  series: 'GET /v1/deployments/:id/series',
  infer: 'POST /v1/deployments/:id/infer',
  labels: 'POST /v1/deployments/:id/labels',
  monitors: 'GET /v1/monitors',
  monitorCheck: 'POST /v1/monitors/:deployment/check',
  acknowledge: 'POST /v1/alerts/:id/acknowledge',
  retrain: 'POST /v1/retrain',
  predict: 'POST /v1/predict',
  audit: 'GET /v1/audit',
  trace: 'GET /v1/trace/:id',
  handOver: 'POST /v1/hand-over',
  stop: 'POST /v1/stop',
} as const;

export type RouteName = keyof typeof routes;
/** Header that carries the asking window's trust: `trusted` or `untrusted`. */
export const trustHeader = 'x-trainyard-trust';
