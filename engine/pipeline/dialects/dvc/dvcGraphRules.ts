// Rules over all stages of a dvc.yaml: deps that nothing makes, outs made twice, circles, scripts left out.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { folderOf, foldersAround, hasFolderAround, isWithin, joinPath, relativePath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { createWriters, isAcyclic, type OutsIndex } from '../../rules/outsIndex.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import { hasOpenOuts, outsElsewhere } from './dvcRead.ts';
import { commandOf, type DvcPath, type DvcStage } from './dvcStages.ts';
import type { DvcWorld } from './dvcWorld.ts';

export function dvcGraphRules(stages: readonly DvcStage[], world: DvcWorld): readonly Diagnostic[] {
  const runs = stages.flatMap(stage => stage.runs);
  const index = createWriters(runs).index();
  return [
    ...(runs.every(({ paths }) => isAlone(index, paths.graph.outs)) ? [] : outRules(stages)),
    ...depRules(stages, index, world),
    ...(isAcyclic(index, runs, noNames) ? [] : circles(stages)),
  ];
}

/** No stage of DVC waits for another by its name. */
const noNames = (): undefined => undefined;

/** Whether nobody else writes any of these, nor something in them or around them. */
const isAlone = ({ makers, inside }: OutsIndex, outs: readonly ProjectPath[]): boolean =>
  outs.every(
    path => makers.get(path)?.length === 1 && !inside.has(path) && !hasFolderAround(path, folder => makers.has(folder)),
  );

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
    const outer = foldersAround(made.path)
      .map(folder => first.get(folder))
      .find(one => one !== undefined);
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
function depRules(
  stages: readonly DvcStage[],
  { makers, inside }: OutsIndex,
  { facts, file }: DvcWorld,
): readonly Diagnostic[] {
  const files = knownFiles(facts);
  const elsewhere = files === null ? null : outsElsewhere(facts, file);
  if (files === null || elsewhere === null || hasOpenOuts(stages)) return [];
  const others = new Set(elsewhere);
  const around = new Set(elsewhere.flatMap(foldersAround));
  const sources: Sources = {
    files,
    isMade: path => makers.has(path) || others.has(path),
    isAround: path => inside.has(path) || around.has(path),
    beside: folder => [...makers.keys(), ...elsewhere].filter(one => folderOf(one) === folder),
  };
  const isMissing = (path: ProjectPath): boolean => !isProvided(path, sources);
  const short = stages.filter(({ runs }) => runs.some(({ paths }) => paths.graph.deps.some(isMissing)));
  return short.flatMap(({ paths }) =>
    paths.flatMap(dep => {
      if (dep.role !== 'dep' || dep.isElsewhere) return [];
      const absent = dep.paths.find(path => path !== null && isMissing(path));
      return absent === undefined || absent === null ? [] : [missingDep(dep, absent, sources, folderOf(file))];
    }),
  );
}

interface Sources {
  readonly files: KnownFiles;
  isMade(path: ProjectPath): boolean;
  /** Something in the folder is made. */
  isAround(folder: ProjectPath): boolean;
  /** What is made in a folder. */
  beside(folder: ProjectPath): readonly ProjectPath[];
}

function isProvided(path: ProjectPath, { files, isMade, isAround }: Sources): boolean {
  if (path === '' || files.has(path) || isMade(path) || isAround(path) || !files.isComplete(path)) return true;
  if (files.has(`${path}.dvc`)) return true;
  return hasFolderAround(path, folder => isMade(folder) || files.has(`${folder}.dvc`));
}

function missingDep(
  { range, written, paths }: DvcPath,
  path: ProjectPath,
  { files, beside }: Sources,
  folder: ProjectPath,
): Diagnostic {
  const isPlain = paths.length === 1 && !written.includes('${');
  const fromRoot = folder === '' ? null : joinPath('', written);
  if (isPlain && fromRoot !== null && fromRoot !== '' && files.has(fromRoot)) {
    const nearest = relativePath(folder, fromRoot);
    return finding('dep-from-root', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
  }
  const near = nearestName(path, [...files.beside(path), ...beside(folderOf(path))]);
  if (near === null || !isPlain) return finding('dep-missing', range, { path: isPlain ? written : path });
  const nearest = relativePath(folder, near);
  return finding('dep-missing', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
}

/** A stage that reads what it writes. */
export function ownOutputRule({ paths, runs }: DvcStage): readonly Diagnostic[] {
  const [run] = runs;
  if (run === undefined) return [];
  const { deps, outs } = run.paths.graph;
  const loop = deps.find(dep => outs.some(out => isWithin(out, dep) || isWithin(dep, out)));
  const place = paths.find(path => path.role === 'dep' && path.paths[0] === loop);
  const out = outs.find(path => loop !== undefined && (isWithin(path, loop) || isWithin(loop, path)));
  if (loop === undefined || place === undefined || out === undefined) return [];
  if (out === loop) return [finding('cycle', place.range, { path: `${run.name} → ${run.name}` })];
  return [finding('cycle-own-output', place.range, { path: place.written, out })];
}

/** The first circle, at the dep that closes it. */
function circles(stages: readonly DvcStage[]): readonly Diagnostic[] {
  const all = stages.flatMap(({ group, paths, runs }) =>
    runs.map((run, i) => ({ name: run.name, group, paths, i, ...run.paths.graph })),
  );
  const graph = graphOf(all);
  const order = runOrder({ ...graph, edges: graph.edges.filter(edge => edge.from !== edge.to) });
  if (order.ok) return [];
  const [from, to] = [order.error.at(-2), order.error.at(-1)];
  const last = all.find(run => run.name === to);
  const maker = all.find(run => run.name === from);
  const dep = last?.paths.find(
    path => path.role === 'dep' && maker?.outs.some(out => within(out, path.paths[last.i] ?? null)),
  );
  const place = dep?.range ?? last?.group.key;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

const within = (out: ProjectPath, dep: ProjectPath | null): boolean =>
  dep !== null && (isWithin(out, dep) || isWithin(dep, out));

/** A script that the command starts, that is a file, and that no dep holds. */
export function scriptRule({ group, paths }: DvcStage, { facts, file }: DvcWorld): readonly Diagnostic[] {
  const files = knownFiles(facts);
  if (files === null) return [];
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
}

const hasUnresolved = (paths: readonly DvcPath[]): boolean =>
  paths.some(
    ({ role, isElsewhere, paths: own }) => role === 'dep' && !isElsewhere && (own.length === 0 || own.includes(null)),
  );
