// From method and path to a route; the list of `protocol/routes.ts` is the map.
import { trouble } from '../engine/errors.ts';
import { type RouteName, routes } from '../protocol/routes.ts';
import { type Handle, type Request, sendJson } from './httpServer.ts';
import * as act from './routes/act.ts';
import * as look from './routes/look.ts';
import { answerMlflow, isMlflowPath } from './routes/mlflow.ts';
import * as production from './routes/production.ts';
import { answered, type Route, type ServiceContext } from './serviceContext.ts';

const table: Readonly<Record<RouteName, Route>> = {
  hello: look.hello,
  snapshot: look.snapshot,
  events: look.events,
  pipelines: look.pipelines,
  pipeline: look.pipeline,
  pipelineRuns: look.pipelineRuns,
  pipelineRun: look.pipelineRun,
  startRun: act.startRun,
  runs: look.runs,
  run: look.run,
  experiments: look.experiments,
  history: look.history,
  log: look.log,
  facts: look.facts,
  operation: act.operation,
  operations: act.operations,
  cancel: act.cancel,
  clean: act.clean,
  handOver: act.handOver,
  stop: act.stop,
  models: production.models,
  gates: production.gates,
  register: production.register,
  setAlias: production.setAlias,
  deployments: production.deployments,
  deploy: production.deploy,
  deployment: production.deployment,
  act: production.act,
  series: production.series,
  infer: production.infer,
  labels: production.labels,
  monitors: production.monitors,
  monitorCheck: production.monitorCheck,
  acknowledge: production.acknowledge,
  retrain: production.retrain,
  predict: production.predict,
  audit: production.audit,
  trace: production.trace,
};

interface Matcher {
  readonly method: string;
  readonly pattern: RegExp;
  readonly route: Route;
}
const matchers: readonly Matcher[] = (Object.keys(routes) as RouteName[]).map(name => {
  const [method = '', path = ''] = routes[name].split(' ');
  return { method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), route: table[name] };
});

/** `context` is asked for late: requests may come while the service still opens its stores. */
export function createRouter(context: () => Promise<ServiceContext>): Handle {
  return async request => {
    if (isMlflowPath(request.path)) return answerMlflow(await context(), request);
    const found = findRoute(request);
    if (request.caller.scope !== 'control' && found.route !== look.hello) throw trouble('unauthorized');
    const value = await found.route(await context(), request, found.params);
    if (value !== answered) sendJson(request.answer, value);
  };
}

function findRoute({ method, path }: Request): {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
} {
  for (const matcher of matchers) {
    const match = matcher.method === method ? matcher.pattern.exec(path) : null;
    if (match === null) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return { route: matcher.route, params };
  }
  throw trouble('not-found', { what: 'route', id: `${method} ${path}` });
}
