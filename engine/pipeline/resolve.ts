// A stage ready to run: expressions replaced and quoted, defaults applied, paths relative to the project root.
import type { ProjectPath, StageName } from '../domain/ids.ts';
import type {
  Command,
  Out,
  ParamTree,
  ParamValue,
  Pipeline,
  ResolvedEnvironment,
  ResolvedOut,
  ResolvedStage,
  Stage,
} from '../domain/pipeline.ts';
import { trouble } from '../errors.ts';
import { type Expression, findExpressions, lookUp, replaceExpressions, scalarText } from './expressions.ts';
import { depPaths, pipelineGraph, predecessors } from './graph.ts';
import { flattenParams, paramAt } from './params.ts';
import { folderOf, isReservedOut, joinPath } from './projectPath.ts';
import { quoteFor, shellPlaces } from './shell.ts';

/**
 * `params` is what `mergeParams` made. In a shell line every value is quoted for the place it stands in.
 * Throws `stage-unknown`, `expression-undefined`, `expression-place`, `param-undefined`, `path-outside`, `output-reserved`.
 */
export function resolveStage(pipeline: Pipeline, name: StageName, params: ParamTree): ResolvedStage {
  const stage = pipeline.stages.get(name);
  if (stage === undefined)
    throw trouble('stage-unknown', {
      pipeline: pipeline.name,
      stage: name,
      known: [...pipeline.stages.keys()].join(', '),
    });
  const scope: Scope = { pipeline, stage, params };
  return {
    name,
    cmd: resolveCommand(stage.cmd, scope),
    cwd: folderOf(pipeline.file),
    deps: [...new Set(depPaths(stage, pipeline).map(path => resolvePath(path, scope)))],
    params: resolveParams(scope),
    outs: [
      ...stage.outs.map(item => resolveOut(item, 'out', scope)),
      ...stage.metrics.map(item => resolveOut(item, 'metrics', scope)),
      ...stage.plots.map(item => resolveOut(item, 'plot', scope)),
    ],
    env: Object.fromEntries(Object.entries(stage.env).map(([key, value]) => [key, fill(value, scope)])),
    environment: resolveEnvironment(scope),
    timeout: stage.timeout ?? null,
    retry: stage.retry ?? null,
    always: stage.always,
    after: predecessorsOf(scope),
  };
}

interface Scope {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly params: ParamTree;
}

function resolveCommand(cmd: Command, scope: Scope): Command {
  if (cmd.kind === 'exec') return { kind: 'exec', argv: cmd.argv.map(item => fill(item, scope)) };
  const { line } = cmd;
  const holes = findExpressions(line);
  const places = shellPlaces(line, holes);
  let index = 0;
  const filled = replaceExpressions(line, expression => {
    const place = places[index++];
    if (place === undefined || place.kind === 'unsafe') {
      throw trouble('expression-place', {
        stage: scope.stage.name,
        expression: expression.inner,
        reason: place?.reason ?? '',
      });
    }
    return quoteFor(place, valueText(expression, scope), line[expression.end] ?? '');
  });
  return { kind: 'shell', line: filled };
}

const fill = (text: string, scope: Scope): string =>
  replaceExpressions(text, expression => valueText(expression, scope));

function valueText(expression: Expression, { pipeline, stage, params }: Scope): string {
  const value = lookUp(expression, pipeline, params);
  const text = value === undefined ? undefined : scalarText(value);
  if (text === undefined || text.includes('\0'))
    throw trouble('expression-undefined', { stage: stage.name, expression: expression.inner });
  return text;
}

function resolvePath(path: string, scope: Scope): ProjectPath {
  const filled = fill(path, scope);
  const joined = joinPath(folderOf(scope.pipeline.file), filled);
  if (joined === null || joined === '') throw trouble('path-outside', { path: filled });
  return joined;
}

/** Outputs are cleared before a stage runs: what must never be cleared is refused here, whatever params say. */
function resolveOut(item: Out, role: ResolvedOut['role'], scope: Scope): ResolvedOut {
  const path = resolvePath(item.path, scope);
  if (isReservedOut(path, scope.pipeline.file)) throw trouble('output-reserved', { path });
  return { path, role, cache: item.cache };
}

/** Predecessors of all stages are worked out once for one pipeline and its params. */
function predecessorsOf({ pipeline, stage, params }: Scope): readonly StageName[] {
  let kept = known.get(pipeline);
  if (kept?.params !== params) {
    kept = { params, before: predecessors(pipelineGraph(pipeline, params)) };
    known.set(pipeline, kept);
  }
  return kept.before.get(stage.name) ?? [];
}
const known = new WeakMap<
  Pipeline,
  { readonly params: ParamTree; readonly before: ReadonlyMap<StageName, readonly StageName[]> }
>();

function resolveParams({ stage, params }: Scope): Readonly<Record<string, ParamValue>> {
  return Object.assign(
    {},
    ...stage.params.map(name => {
      const value = paramAt(params, name);
      if (value === undefined) throw trouble('param-undefined', { stage: stage.name, param: name });
      return flattenParams(value, name);
    }),
  );
}

function resolveEnvironment({ pipeline, stage }: Scope): ResolvedEnvironment | null {
  const environment = stage.environment === undefined ? undefined : pipeline.environments.get(stage.environment);
  if (environment === undefined) return null;
  const { name, python, requirements } = environment;
  const path = requirements === undefined ? null : joinPath(folderOf(pipeline.file), requirements);
  if (requirements !== undefined && path === null) throw trouble('path-outside', { path: requirements });
  return { name, python: python ?? null, requirements: path };
}
