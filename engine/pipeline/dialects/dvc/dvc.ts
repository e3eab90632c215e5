// dvc.yaml: stages with foreach and matrix, `${…}` from params files and vars (dvc/schema.py, dvc/parsing).
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import type { Dialect, DialectDocument, DialectReading, DialectStage, NamedPlace, PlaceNote } from '../dialect.ts';
import { dvcSchema } from '../generated/dvcSchema.ts';
import { type DvcContext, extendContext, paramsFiles, rootContext } from './dvcContext.ts';
import { dvcGraphRules } from './dvcGraphRules.ts';
import { lockRule } from './dvcLock.ts';
import { paramRules } from './dvcParams.ts';
import { expressionRules, groupRules } from './dvcStageRules.ts';
import { commandOf, type DvcGroup, type DvcPath, type DvcStage, pathsOf, readGroup } from './dvcStages.ts';
import { findTemplates, valueAt } from './dvcTemplate.ts';

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
  isShared: true,
  expression: { open: '${', close: '}' },
};

function read(document: DialectDocument): DialectReading {
  const { root, file, facts } = document;
  const folder = folderOf(file);
  const files = paramsFiles(facts);
  const context = rootContext(folder, files, childOf(root, 'vars'));
  const stages: readonly DvcStage[] = entriesAt(childOf(root, 'stages')).map(entry => {
    const body = childOf(entry.value, 'do') ?? entry.value;
    const wdir = joinPath(folder, textOf(childOf(body, 'wdir')) ?? '') ?? folder;
    const own = extendContext(context, childOf(body, 'vars'), { folder: wdir, files });
    const group = readGroup(entry, own);
    return { group, paths: pathsOf(group, folder) };
  });
  const findings: readonly Diagnostic[] = [
    ...stages.flatMap(({ group }) => [...groupRules(group), ...expressionRules(group, document.text)]),
    ...dvcGraphRules(stages, document),
    ...paramRules(stages, document, files),
    ...lockRule(stages, document),
  ];
  return {
    findings,
    names: stages.flatMap(({ group }) => namesOf(group)),
    stages: stages.flatMap(toGraph),
    notes: stages.flatMap(({ group }) => [...expansionNote(group), ...expressionNotes(group, document.text)]),
    files: stages.flatMap(({ paths }) => paths.flatMap(fileOf)),
    expressionNames: [
      ...flatNames(context),
      { name: 'item', detail: 'foreach, matrix' },
      { name: 'key', detail: 'foreach, matrix' },
    ],
  };
}

/** Params files and the lock, and whatever else is named like a file of values, seen from each working folder. */
function companions(text: string, file: ProjectPath): readonly ProjectPath[] {
  const folder = folderOf(file);
  const folders = [
    folder,
    ...[...text.matchAll(/\bwdir:[ \t]*([\w./-]+)/g)].flatMap(([, wdir = '']) => joinPath(folder, wdir) ?? []),
  ];
  const named = [...text.matchAll(/[\w./-]+\.(?:ya?ml|json)\b/g)].map(([name]) => name);
  const names = [...new Set(['params.yaml', 'dvc.lock', ...named])].slice(0, 60);
  return folders.flatMap(base => names.flatMap(name => joinPath(base, name) ?? []));
}

const namesOf = ({ name, key, whole }: DvcGroup): readonly NamedPlace[] => [
  { kind: 'stage', name, range: { start: key.start, end: key.end }, role: 'definition', whole },
];

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
  }));
}

const fileOf = ({
  range,
  paths,
  written,
}: DvcPath): readonly { readonly range: TextRange; readonly path: ProjectPath }[] => {
  const path = paths[0];
  return paths.length === 1 && path !== null && path !== undefined && !written.includes('${') ? [{ range, path }] : [];
};

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

function flatNames({ values }: DvcContext): readonly { readonly name: string; readonly detail: string }[] {
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
