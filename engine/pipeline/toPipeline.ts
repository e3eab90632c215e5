// A parsed pipeline file as the pipeline it describes, with defaults put into its stages.
import type { ProjectPath } from '../domain/ids.ts';
import type { Command, Dataset, Environment, Out, Pipeline, Plot, Retry, Stage } from '../domain/pipeline.ts';
import { parseDuration } from './duration.ts';
import { frameMentions } from './mentions.ts';
import type { PipelineDocument, StageSyntax } from './pipelineDocument.ts';
import { readSections } from './sections.ts';
import { childOf, entriesOf, follow, itemsOf, textOf, type YamlNode } from './syntax/yamlTree.ts';

/** Null when the file is not ours, or has errors of syntax or schema. Whether what it names exists is not looked at. */
export function toPipeline(document: PipelineDocument, file: ProjectPath): Pipeline | null {
  if (!document.isOurs || document.isBroken || document.diagnostics.some(item => item.severity === 'error'))
    return null;
  const { root } = document.frame;
  const defaults = childOf(root, 'defaults');
  const paramsFile = textOf(childOf(childOf(root, 'params'), 'file'));
  return {
    name: textOf(childOf(root, 'name')) ?? '',
    file,
    ...optional('description', textOf(childOf(root, 'description'))),
    ...optional('owner', textOf(childOf(root, 'owner'))),
    params: { ...optional('file', paramsFile), values: frameMentions(root).paramValues },
    datasets: byName(childOf(root, 'datasets'), toDataset),
    environments: byName(childOf(root, 'environments'), toEnvironment),
    stages: new Map(document.stages.map(stage => [stage.name, toStage(stage, defaults)])),
    ...readSections(root),
  };
}

function byName<T>(node: YamlNode | undefined, make: (name: string, node: YamlNode) => T): ReadonlyMap<string, T> {
  const map = follow(node);
  return new Map(map?.kind === 'map' ? entriesOf(map).map(({ key, value }) => [key.raw, make(key.raw, value)]) : []);
}

function toDataset(name: string, node: YamlNode): Dataset {
  const role = textOf(childOf(node, 'role'));
  return {
    name,
    path: textOf(childOf(node, 'path')) ?? '',
    ...(role === 'train' || role === 'test' || role === 'reference' ? { role } : {}),
    ...optional('description', textOf(childOf(node, 'description'))),
  };
}

const toEnvironment = (name: string, node: YamlNode): Environment => ({
  name,
  ...optional('python', textOf(childOf(node, 'python'))),
  ...optional('requirements', textOf(childOf(node, 'requirements'))),
});

function toStage({ name, value }: StageSyntax, defaults: YamlNode | undefined): Stage {
  const own = (key: string) => childOf(value, key) ?? childOf(defaults, key);
  const timeout = textOf(own('timeout'));
  return {
    name,
    ...optional('description', textOf(childOf(value, 'desc'))),
    cmd: toCommand(childOf(value, 'cmd')),
    deps: texts(childOf(value, 'deps')),
    params: texts(childOf(value, 'params')),
    outs: itemsOf(childOf(value, 'outs')).map(toOut),
    metrics: itemsOf(childOf(value, 'metrics')).map(toOut),
    plots: itemsOf(childOf(value, 'plots')).map(toPlot),
    needs: texts(childOf(value, 'needs')),
    ...optional('environment', textOf(own('environment'))),
    ...optional('timeout', timeout === undefined ? undefined : (parseDuration(timeout) ?? undefined)),
    ...optional('retry', toRetry(own('retry'))),
    env: Object.fromEntries(byName(childOf(value, 'env'), (_, node) => textOf(node) ?? '')),
    always: scalarOf(childOf(value, 'always')) === true,
  };
}

const texts = (node: YamlNode | undefined): readonly string[] => itemsOf(node).map(item => textOf(item) ?? '');

/** Numbers and booleans in a list reach the program as they are written. */
function toCommand(node: YamlNode | undefined): Command {
  return follow(node)?.kind === 'list'
    ? { kind: 'exec', argv: texts(node) }
    : { kind: 'shell', line: textOf(node) ?? '' };
}

function toOut(node: YamlNode): Out {
  const isMap = follow(node)?.kind === 'map';
  return {
    path: textOf(isMap ? childOf(node, 'path') : node) ?? '',
    cache: !isMap || scalarOf(childOf(node, 'cache')) !== false,
  };
}

const toPlot = (node: YamlNode): Plot => ({
  ...toOut(node),
  ...optional('x', textOf(childOf(node, 'x'))),
  ...optional('y', textOf(childOf(node, 'y'))),
});

function toRetry(node: YamlNode | undefined): Retry | undefined {
  if (node === undefined) return undefined;
  return {
    limit: Number(scalarOf(childOf(node, 'limit')) ?? 0),
    backoff: parseDuration(textOf(childOf(node, 'backoff')) ?? '') ?? 0,
  };
}

function scalarOf(node: YamlNode | undefined): string | number | boolean | null {
  const scalar = follow(node);
  return scalar?.kind === 'scalar' ? scalar.value : null;
}

/** `{ key: value }`, or nothing for undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
