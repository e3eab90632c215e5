// Rules about where things stand: metrics among the outs, what nobody keeps, folders that are not there, params unlisted.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { folderOf, isWithin, joinPath, relativePath } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { childOf, entryOf, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import { hasOpenOuts } from './dvcRead.ts';
import { commandOf, type DvcStage } from './dvcStages.ts';
import type { DvcWorld } from './dvcWorld.ts';

export const placeRules = (stage: DvcStage, world: DvcWorld): readonly Diagnostic[] => [
  ...metricsRule(stage, world),
  ...ignoredRule(stage, world),
  ...scriptParams(stage, world),
];

/** A file named as metrics are, that `dvc metrics` does not show. */
function metricsRule({ paths }: DvcStage, { root }: DvcWorld): readonly Diagnostic[] {
  return paths
    .filter(({ list, written }) => list === 'outs' && /(?:^|\/)(?:metrics?|scores)\.(?:json|ya?ml|toml)$/.test(written))
    .filter(({ written }) => !itemsOf(childOf(root, 'metrics')).some(item => textOf(item) === written))
    .map(({ range, written }) => finding('dvc-metrics-place', range, { path: written }));
}

/** Neither git nor DVC keeps the file; only plain lines of .gitignore are read. */
function ignoredRule({ paths }: DvcStage, { facts, file }: DvcWorld): readonly Diagnostic[] {
  return paths.flatMap(({ role, isCached, paths: own, range, written }) => {
    const path = own[0];
    if (role !== 'out' || isCached || path === null || path === undefined) return [];
    const folder = folderOf(path);
    const isIgnored =
      ignoredIn(folder, facts).has(`/${path.slice(folder === '' ? 0 : folder.length + 1)}`) ||
      ignoredIn(folderOf(file), facts).has(`/${relativePath(folderOf(file), path)}`);
    return isIgnored ? [finding('dvc-out-ignored', range, { path: written })] : [];
  });
}

/** Lines of a folder's .gitignore; none where some take back others, since then any path may be meant. */
function ignoredIn(folder: ProjectPath, { texts }: Facts): ReadonlySet<string> {
  const text = texts?.[joinPath(folder, '.gitignore') ?? ''] ?? '';
  return new Set(/^!/m.test(text) ? [] : text.split(/\r?\n/).map(line => line.trim()));
}

/** The folder that a command runs in. */
export function folderRules(stages: readonly DvcStage[], { facts, file }: DvcWorld): readonly Diagnostic[] {
  const files = knownFiles(facts);
  const placed = stages.filter(({ hasFolder }) => hasFolder);
  if (files === null || placed.length === 0 || hasOpenOuts(stages)) return [];
  const made = stages.flatMap(({ group, runs }) =>
    runs.flatMap(({ paths }) => paths.graph.outs.map(path => ({ stage: group, path }))),
  );
  return placed.flatMap(({ group }) => {
    const entry = entryOf(group.body, 'wdir');
    const written = textOf(entry?.value);
    if (entry === undefined || written === undefined || written.includes('${')) return [];
    const path = joinPath(folderOf(file), written);
    if (path === null || files.has(path) || !files.isComplete(path)) return [];
    if (made.some(out => out.stage !== group && (isWithin(out.path, path) || isWithin(path, out.path)))) return [];
    const near = nearestName(path, files.beside(path));
    const nearest = near === null ? {} : { nearest: relativePath(folderOf(file), near) };
    return [finding('dvc-wdir-missing', entry.value, { path: written, ...nearest })];
  });
}

/** A script that reads params.yaml, in a stage that neither lists params nor has the file as a dep. */
function scriptParams({ group }: DvcStage, { facts, file }: DvcWorld): readonly Diagnostic[] {
  const { body } = group;
  const wdir = textOf(childOf(body, 'wdir')) ?? '';
  const command = commandOf(body);
  const script = /(?:^|\s)python3?\s+([\w./-]+\.py)(?=\s|$)/.exec(command)?.[1];
  const entry = entryOf(body, 'cmd');
  if (script === undefined || entry === undefined || wdir.includes('${')) return [];
  if (itemsOf(childOf(body, 'params')).length > 0 || /params\.yaml/.test(command)) return [];
  const deps = itemsOf(childOf(body, 'deps')).flatMap(item => textOf(item) ?? []);
  if (deps.some(dep => /params\.yaml$|\$\{/.test(dep))) return [];
  const path = joinPath(joinPath(folderOf(file), wdir) ?? '', script);
  const text = path === null ? undefined : facts.texts?.[path];
  if (text === undefined || !readsParams.test(text)) return [];
  return [finding('dvc-params-unlisted', group.key, { script })];
}

/** Outside of comments, as far as lines tell. */
const readsParams = /^(?!\s*#).*(?:(?:open|read_text|safe_load|load)\([^)\n]*["']params\.yaml["']|params_show\()/m;
