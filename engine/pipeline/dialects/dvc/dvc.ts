// dvc.yaml: stages with foreach and matrix, `${…}` from params files and vars (dvc/schema.py, dvc/parsing).
import type { TextRange } from '../../../domain/diagnostic.ts';
import type { StageMark } from '../../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { ParamTree } from '../../../domain/pipeline.ts';
import { isTree } from '../../params.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import type { Dialect, DialectDocument, DialectReading, DialectStage, OfferedName, PlaceNote } from '../dialect.ts';
import { dvcSchema } from '../generated/dvcSchema.ts';
import { wholeFileTool } from '../outsideTool.ts';
import type { ParamsFiles } from './dvcContext.ts';
import { namesOf } from './dvcNames.ts';
import { readStages } from './dvcRead.ts';
import { checkParts, fileRules, stageRules } from './dvcRules.ts';
import { commandOf, type DvcGroup, type DvcPath, type DvcStage } from './dvcStages.ts';
import { findTemplates, valueAt } from './dvcTemplate.ts';
import { dvcWorld } from './dvcWorld.ts';

export const dvc: Dialect = {
  id: 'dvc',
  title: 'DVC pipeline',
  names: [/^dvc\.ya?ml$/],
  // The name alone is the format: DVC reads no other.
  recognise: () => false,
  schemaOf: () => dvcSchema,
  isDynamic: raw => raw.includes('${'),
  companions,
  read,
  checkParts: (parts, top) => checkParts(parts, dvcWorld(top)),
  // DVC carries out a stage with all that it waits for; it looks for no other name.
  tool: ({ file }) =>
    /(^|\/)dvc\.yaml$/.test(file)
      ? wholeFileTool(['dvc', 'repro'], { upTo: ['dvc', 'repro'], only: ['dvc', 'repro', '-s'] })
      : null,
  isShared: true,
  expression: { open: '${', close: '}' },
};

function read({ root, file, facts, text }: DialectDocument): DialectReading {
  const world = dvcWorld({ root, file, facts });
  const { files, context } = world;
  const stages = readStages(root, world);
  return {
    findings: [...stages.flatMap(stage => stageRules(stage, world, text)), ...fileRules(stages, world)],
    names: namesOf(root, stages, text),
    stages: stages.flatMap(toGraph),
    notes: stages.flatMap(({ group }) => [...expansionNote(group), ...expressionNotes(group, text)]),
    files: stages.flatMap(({ group, paths }) => [...paths.flatMap(fileOf), ...paramFiles(group, text, folderOf(file))]),
    expressionNames: [...flatNames(context.values), ...stages.flatMap(({ group }) => itemNames(group))],
    offered: [...paramNamesOf(stages, files, folderOf(file)), ...outNames(stages)],
  };
}

/** Params files, the lock, what git ignores, scripts, and whatever else is named like a file of values, from each working folder. */
function companions(text: string, file: ProjectPath): readonly ProjectPath[] {
  const folder = folderOf(file);
  const folders = [
    folder,
    ...[...text.matchAll(/\bwdir:[ \t]*([\w./-]+)/g)].flatMap(([, wdir = '']) => joinPath(folder, wdir) ?? []),
  ];
  const named = [...text.matchAll(/[\w./-]+\.(?:ya?ml|json|py)\b/g)].map(([name]) => name);
  const names = [...new Set(['params.yaml', 'dvc.lock', '.gitignore', ...named])].slice(0, 80);
  return folders.flatMap(base => names.flatMap(name => joinPath(base, name) ?? []));
}

function toGraph({ group, paths }: DvcStage): readonly DialectStage[] {
  const params = itemsOf(childOf(group.body, 'params')).flatMap(item => textOf(item) ?? []);
  const of = (role: 'dep' | 'out', i: number): readonly ProjectPath[] =>
    paths.filter(path => path.role === role).flatMap(path => path.paths[i] ?? []);
  const runs = group.runs ?? [{ name: group.name }];
  return runs.map(({ name }, i) => ({
    name,
    range: { start: group.key.start, end: group.key.end },
    deps: of('dep', i),
    outs: of('out', i),
    needs: [],
    params,
    does: commandOf(group.body),
    marks: marksOf(group),
  }));
}

function marksOf({ body, runs }: DvcGroup): readonly StageMark[] {
  return [
    ...(textAt(body, 'frozen') === 'true' ? (['frozen'] as const) : []),
    ...(textAt(body, 'always_changed') === 'true' ? (['always'] as const) : []),
    // Expanded by values that are not known here.
    ...(runs === null ? (['repeated'] as const) : []),
  ];
}

const fileOf = ({
  range,
  paths,
  written,
}: DvcPath): readonly { readonly range: TextRange; readonly path: ProjectPath }[] => {
  const path = paths[0];
  return paths.length === 1 && path !== null && path !== undefined && !written.includes('${') ? [{ range, path }] : [];
};

/** `${seed}` leads to the params file that has it. */
function paramFiles({ whole, context }: DvcGroup, text: string, folder: ProjectPath): DialectReading['files'] {
  return findTemplates(text.slice(whole.start, whole.end)).flatMap(({ start, end, steps }) => {
    const [first] = steps ?? [];
    const layer = context.layers.find(({ values }) => first !== undefined && Object.hasOwn(values, first));
    const path = layer === undefined || layer.source === 'vars' ? null : joinPath(folder, layer.source);
    return path === null ? [] : [{ range: { start: whole.start + start, end: whole.start + end }, path }];
  });
}

const mostNamed = 12;

function expansionNote({ name, key, foreach, matrix, runs }: DvcGroup): readonly PlaceNote[] {
  if ((foreach === undefined && matrix === undefined) || runs === null) return [];
  const named = runs.slice(0, mostNamed).map(run => `- \`${run.name}\``);
  const more = runs.length > mostNamed ? [`- … ${runs.length - mostNamed} more`] : [];
  const text = [`\`${name}\` stands for ${runs.length} stages:`, '', ...named, ...more].join('\n');
  return [{ range: { start: key.start, end: key.end }, text, inlay: `${runs.length} stages` }];
}

function expressionNotes(group: DvcGroup, text: string): readonly PlaceNote[] {
  const [only] = group.runs?.length === 1 ? group.runs : [];
  const values = only?.values ?? group.context.values;
  return findTemplates(text.slice(group.whole.start, group.whole.end)).flatMap(template => {
    const value = template.steps === null ? undefined : valueAt(values, template.steps);
    if (value === undefined) return [];
    const range = { start: group.whole.start + template.start, end: group.whole.start + template.end };
    const shown = JSON.stringify(value);
    const inlay = typeof value === 'object' ? {} : { inlay: String(value) };
    return [{ range, text: `\`${template.inner}\` = \`${shown.slice(0, 200)}\``, ...inlay }];
  });
}

function flatNames(values: ParamTree): readonly OfferedName[] {
  const found: { name: string; detail: string }[] = [];
  const walk = (value: unknown, name: string): void => {
    if (found.length > 500) return;
    if (name !== '') found.push({ name, detail: typeof value === 'object' ? '' : String(value) });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, name === '' ? key : `${name}.${key}`);
  };
  walk(values, '');
  return found;
}

/** `item` and its parts, where a stage is expanded; values of its own `vars`. */
function itemNames({ foreach, matrix, whole, runs, context, hasKey }: DvcGroup): readonly OfferedName[] {
  const own = context.layers.length === 0 ? [] : flatNames(context.layers.at(-1)?.values ?? {});
  const local = own.map(one => ({ ...one, within: whole }));
  if (foreach === undefined && matrix === undefined) return local;
  const { item } = runs?.[0]?.values ?? {};
  const parts = isTree(item) ? Object.keys(item).map(name => `item.${name}`) : [];
  const key = hasKey ? ['key'] : [];
  return [...local, ...['item', ...parts, ...key].map(name => ({ name, detail: 'foreach, matrix', within: whole }))];
}

/** Names in params.yaml beside the file, and in that of another working folder where a stage has one. */
function paramNamesOf(stages: readonly DvcStage[], files: ParamsFiles, folder: ProjectPath) {
  const namesIn = (base: ProjectPath): readonly OfferedName[] =>
    flatNames(files.read(joinPath(base, 'params.yaml') ?? '') ?? {});
  const elsewhere = stages.flatMap(({ group: { body, whole } }) => {
    const wdir = textOf(childOf(body, 'wdir'));
    const base = wdir === undefined ? null : joinPath(folder, wdir);
    return base === null ? [] : namesIn(base).map(one => ({ ...one, reference: 'param', within: whole }));
  });
  return [...namesIn(folder).map(one => ({ ...one, reference: 'param' })), ...elsewhere];
}

/** What other stages make, as it is written there. */
const outNames = (stages: readonly DvcStage[]) =>
  stages.flatMap(({ group, paths }) =>
    paths
      .filter(({ role, written }) => role === 'out' && !written.includes('${'))
      .map(({ written }) => ({ reference: 'path', name: written, detail: group.name })),
  );
