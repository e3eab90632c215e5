// Document links: paths that are known files of the project.
import type { DocumentLink } from 'vscode-languageserver';
import { resolvePath, uriOfPath } from '../documents.ts';
import { lspRange, type OpenCard, type OpenFile } from '../openFile.ts';
import type { Word } from '../pipelineOutline.ts';

export function documentLinks(file: OpenFile): DocumentLink[] {
  if (!file.isOurs) return [];
  if (file.kind === 'dialect') return linksTo(file, file.read?.reading.files ?? []);
  if (file.kind === 'card') return linksTo(file, file.files);
  const { outline, project } = file;
  const { root } = project;
  if (root === null || project.facts.files === undefined) return [];
  const known = new Set(project.facts.files);
  const words: (Word | null)[] = [
    outline.paramsFile,
    ...[...outline.datasets.values()].map(dataset => dataset.path),
    ...[...outline.environments.values()].map(environment => environment.requirements),
    ...[...outline.stages.values()].flatMap(stage => [...stage.deps, ...stage.makes]),
    ...[outline.model.artifact, outline.model.card, outline.package.reference],
  ];
  return words.flatMap(word => {
    const path = word === null ? null : resolvePath(project.path, word.text);
    return word === null || path === null || !known.has(path)
      ? []
      : [{ range: lspRange(file, 0, word.range), target: uriOfPath(root, path) }];
  });
}

type NamedFile = OpenCard['files'][number];

function linksTo(file: OpenFile, files: readonly NamedFile[]): DocumentLink[] {
  const { root, facts } = file.project;
  if (root === null || facts.files === undefined) return [];
  const known = new Set(facts.files);
  return files
    .filter(({ path }) => known.has(path))
    .map(({ range, path }) => ({ range: lspRange(file, 0, range), target: uriOfPath(root, path) }));
}
