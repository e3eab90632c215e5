// Rules about where things stand: metrics among the outs, what nobody keeps, folders that are not there, params unlisted.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { folderOf, isWithin, joinPath, relativePath } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { DialectDocument } from '../dialect.ts';
import { hasOpenOuts } from './dvcRead.ts';
import { commandOf, type DvcStage } from './dvcStages.ts';

export function placeRules(stages: readonly DvcStage[], document: DialectDocument): readonly Diagnostic[] {
  return [
    ...metricsRules(stages, document.root),
    ...ignoredRules(stages, document),
    ...folderRules(stages, document),
    ...scriptParams(stages, document),
  ];
}

/** A file named as metrics are, that `dvc metrics` does not show. */
function metricsRules(stages: readonly DvcStage[], root: YamlNode): readonly Diagnostic[] {
  const shown = new Set(itemsOf(childOf(root, 'metrics')).flatMap(item => textOf(item) ?? []));
  return stages.flatMap(({ paths }) =>
    paths
      .filter(
        ({ list, written }) => list === 'outs' && /(?:^|\/)(?:metrics?|scores)\.(?:json|ya?ml|toml)$/.test(written),
      )
      .filter(({ written }) => !shown.has(written))
      .map(({ range, written }) => finding('dvc-metrics-place', range, { path: written })),
  );
}

/** Neither git nor DVC keeps the file; only plain lines of .gitignore are read. */
function ignoredRules(stages: readonly DvcStage[], { facts, file }: DialectDocument): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const lines = new Map<ProjectPath, ReadonlySet<string>>();
  const linesOf = (folder: ProjectPath): ReadonlySet<string> => {
    const known = lines.get(folder);
    if (known !== undefined) return known;
    const text = facts.texts?.[joinPath(folder, '.gitignore') ?? ''] ?? '';
    // Lines that take back others could mean any path.
    const list = /^!/m.test(text) ? [] : text.split(/\r?\n/).map(line => line.trim());
    const read = new Set(list);
    lines.set(folder, read);
    return read;
  };
  for (const { paths } of stages) {
    for (const { role, isCached, paths: own, range, written } of paths) {
      const path = own[0];
      if (role !== 'out' || isCached || path === null || path === undefined) continue;
      const folder = folderOf(path);
      const isIgnored =
        linesOf(folder).has(`/${path.slice(folder === '' ? 0 : folder.length + 1)}`) ||
        linesOf(folderOf(file)).has(`/${relativePath(folderOf(file), path)}`);
      if (isIgnored) found.push(finding('dvc-out-ignored', range, { path: written }));
    }
  }
  return found;
}

/** The folder that a command runs in. */
function folderRules(stages: readonly DvcStage[], { facts, file }: DialectDocument): readonly Diagnostic[] {
  const files = knownFiles(facts);
  if (files === null || hasOpenOuts(stages)) return [];
  const made = stages.flatMap(({ group, paths }) =>
    paths
      .filter(({ role }) => role === 'out')
      .flatMap(one => one.paths.flatMap(path => (path === null ? [] : [{ stage: group, path }]))),
  );
  return stages.flatMap(({ group }) => {
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
function scriptParams(stages: readonly DvcStage[], { facts, file }: DialectDocument): readonly Diagnostic[] {
  return stages.flatMap(({ group }) => {
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
  });
}

/** Outside of comments, as far as lines tell. */
const readsParams = /^(?!\s*#).*(?:(?:open|read_text|safe_load|load)\([^)\n]*["']params\.yaml["']|params_show\()/m;
