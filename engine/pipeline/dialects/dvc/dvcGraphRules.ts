// Rules over all stages of a dvc.yaml: deps that nothing makes, outs made twice, circles, scripts left out.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { folderOf, foldersAround, isWithin, joinPath, relativePath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import type { DialectDocument } from '../dialect.ts';
import { hasOpenOuts, outsElsewhere } from './dvcRead.ts';
import { commandOf, type DvcPath, type DvcStage } from './dvcStages.ts';

export function dvcGraphRules(stages: readonly DvcStage[], document: DialectDocument): readonly Diagnostic[] {
  return [...outRules(stages), ...depRules(stages, document), ...circles(stages), ...scriptRules(stages, document)];
}

interface Made {
  readonly path: ProjectPath;
  readonly range: TextRange;
  readonly stage: string;
  readonly run: number;
  readonly written: string;
  readonly list: string;
}

const madeBy = (stages: readonly DvcStage[]): readonly Made[] =>
  stages.flatMap(({ group, paths }) =>
    paths
      .filter(path => path.role === 'out')
      .flatMap(({ range, written, list, paths: own }) =>
        own.flatMap((path, run) => (path === null ? [] : [{ path, range, written, list, run, stage: group.name }])),
      ),
  );

/** One finding for each place that is written. */
function outRules(stages: readonly DvcStage[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const first = new Map<ProjectPath, Made>();
  const all = madeBy(stages);
  const told = new Set<number>();
  for (const made of all) {
    const other = first.get(made.path);
    if (other === undefined) first.set(made.path, made);
    else if (!told.has(made.range.start) && !isSameList(made, other)) {
      told.add(made.range.start);
      found.push(twice(made, other, all));
    }
  }
  for (const made of all) {
    if (told.has(made.range.start)) continue;
    const outer = [...foldersAround(made.path)].map(folder => first.get(folder)).find(one => one !== undefined);
    if (outer === undefined || outer.range.start === made.range.start) continue;
    told.add(made.range.start);
    const args = { path: made.written, other: outer.written, stage: outer.stage };
    found.push(finding('output-nested', made.range, args, { related: [firstHere(outer.range)] }));
  }
  return found;
}

/** DVC reads what is there twice in one list as one. */
const isSameList = (made: Made, other: Made): boolean =>
  made.stage === other.stage && made.run === other.run && made.list === other.list;

const firstHere = (range: TextRange) => ({ range, rule: 'first-here', args: {} });

function twice(made: Made, other: Made, all: readonly Made[]): Diagnostic {
  if (made.range.start === other.range.start) {
    const count = all.filter(one => one.path === made.path && one.range.start === made.range.start).length;
    return finding('dvc-expansion-collision', made.range, { path: made.written, count, stage: made.stage });
  }
  const related = [firstHere(other.range)];
  if (made.stage === other.stage && made.run === other.run)
    return finding('output-repeated', made.range, { path: made.written }, { related });
  return finding('output-twice', made.range, { path: made.written, stage: other.stage }, { related });
}

/** A dep is a file, tracked by DVC, or made by a stage of this or another dvc.yaml. */
function depRules(stages: readonly DvcStage[], { facts, file }: DialectDocument): readonly Diagnostic[] {
  const files = knownFiles(facts);
  const elsewhere = files === null ? null : outsElsewhere(facts, file);
  if (files === null || elsewhere === null || hasOpenOuts(stages)) return [];
  const made = new Set([...madeBy(stages).map(({ path }) => path), ...elsewhere]);
  const around = new Set([...made].flatMap(path => [...foldersAround(path)]));
  return stages.flatMap(({ paths }) =>
    paths.flatMap(dep => {
      if (dep.role !== 'dep' || dep.isElsewhere) return [];
      const absent = dep.paths.find(path => path !== null && !isProvided(path, { files, made, around }));
      return absent === undefined || absent === null
        ? []
        : [missingDep(dep, absent, { files, made, folder: folderOf(file) })];
    }),
  );
}

interface Sources {
  readonly files: KnownFiles;
  readonly made: ReadonlySet<ProjectPath>;
  readonly around: ReadonlySet<ProjectPath>;
}

function isProvided(path: ProjectPath, { files, made, around }: Sources): boolean {
  if (path === '' || files.has(path) || made.has(path) || around.has(path) || !files.isComplete(path)) return true;
  if (files.has(`${path}.dvc`)) return true;
  return [...foldersAround(path)].some(folder => made.has(folder) || files.has(`${folder}.dvc`));
}

function missingDep(
  { range, written, paths }: DvcPath,
  path: ProjectPath,
  { files, made, folder }: Pick<Sources, 'files' | 'made'> & { readonly folder: ProjectPath },
): Diagnostic {
  const isPlain = paths.length === 1 && !written.includes('${');
  const fromRoot = folder === '' ? null : joinPath('', written);
  if (isPlain && fromRoot !== null && fromRoot !== '' && files.has(fromRoot)) {
    const nearest = relativePath(folder, fromRoot);
    return finding('dep-from-root', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
  }
  const near = nearestName(path, [...files.beside(path), ...[...made].filter(one => folderOf(one) === folderOf(path))]);
  if (near === null || !isPlain) return finding('dep-missing', range, { path: isPlain ? written : path });
  const nearest = relativePath(folder, near);
  return finding('dep-missing', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
}

/** The first circle, at the dep that closes it. */
function circles(stages: readonly DvcStage[]): readonly Diagnostic[] {
  const runs = stages.flatMap(({ group, paths }) =>
    (group.runs ?? []).map(({ name }, i) => ({ name, group, paths, i, ...pathsOfRun(paths, i), needs: [] })),
  );
  const own = runs.flatMap(run => {
    const loop = run.deps.find(dep => run.outs.some(out => isWithin(out, dep) || isWithin(dep, out)));
    const place = run.paths.find(path => path.role === 'dep' && path.paths[run.i] === loop);
    const out = run.outs.find(path => loop !== undefined && (isWithin(path, loop) || isWithin(loop, path)));
    if (loop === undefined || place === undefined || out === undefined || run.i > 0) return [];
    if (out === loop) return [finding('cycle', place.range, { path: `${run.name} → ${run.name}` })];
    return [finding('cycle-own-output', place.range, { path: place.written, out })];
  });
  const graph = graphOf(runs);
  const order = runOrder({ ...graph, edges: graph.edges.filter(edge => edge.from !== edge.to) });
  if (order.ok) return own;
  const [from, to] = [order.error.at(-2), order.error.at(-1)];
  const last = runs.find(run => run.name === to);
  const maker = runs.find(run => run.name === from);
  const dep = last?.paths.find(
    path => path.role === 'dep' && maker?.outs.some(out => within(out, path.paths[last.i] ?? null)),
  );
  const place = dep?.range ?? last?.group.key;
  return place === undefined ? own : [...own, finding('cycle', place, { path: order.error.join(' → ') })];
}

const within = (out: ProjectPath, dep: ProjectPath | null): boolean =>
  dep !== null && (isWithin(out, dep) || isWithin(dep, out));

function pathsOfRun(paths: readonly DvcPath[], i: number) {
  const of = (role: 'dep' | 'out') => paths.filter(path => path.role === role).flatMap(path => path.paths[i] ?? []);
  return { deps: of('dep'), outs: of('out') };
}

/** A script that the command starts, that is a file, and that no dep holds. */
function scriptRules(stages: readonly DvcStage[], { facts, file }: DialectDocument): readonly Diagnostic[] {
  const files = knownFiles(facts);
  if (files === null) return [];
  return stages.flatMap(({ group, paths }) => {
    const wdir = textOf(childOf(group.body, 'wdir')) ?? '';
    const cmd = commandOf(group.body);
    const script =
      /(?:^|&&\s*|;\s*)(?:poetry run |uv run |pipenv run )?(?:python3?|bash|sh|Rscript|julia)\s+([\w./-]+\.(?:py|sh|R|jl))(?=\s|$)/.exec(
        cmd,
      )?.[1];
    if (script === undefined || wdir.includes('${')) return [];
    const path = joinPath(joinPath(folderOf(file), wdir) ?? '', script);
    if (path === null || !files.has(path)) return [];
    const isThere = paths.some(dep => dep.paths.some(one => one !== null && isWithin(path, one)));
    const node = childOf(group.body, 'cmd');
    if (isThere || node === undefined || hasUnresolved(paths)) return [];
    return [
      finding('script-not-dep', node.kind === 'scalar' && node.style !== 'block' ? node : group.key, { path: script }),
    ];
  });
}

const hasUnresolved = (paths: readonly DvcPath[]): boolean =>
  paths.some(
    ({ role, isElsewhere, paths: own }) => role === 'dep' && !isElsewhere && (own.length === 0 || own.includes(null)),
  );
