// Document links: paths of a pipeline that are known files of the project.
import type { DocumentLink } from 'vscode-languageserver';
import { resolvePath, uriOfPath } from '../documents.ts';
import { lspRange, type OpenDialect, type OpenFile } from '../openFile.ts';
import type { Word } from '../pipelineOutline.ts';

export function documentLinks(file: OpenFile): DocumentLink[] {
  if (file.kind === 'dialect') return dialectLinks(file);
  if (file.kind !== 'pipeline' || !file.isOurs) return [];
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

function dialectLinks(file: OpenDialect): DocumentLink[] {
  const { root, facts } = file.project;
  if (root === null || facts.files === undefined) return [];
  const known = new Set(facts.files);
  return (file.read?.reading.files ?? [])
    .filter(({ path }) => known.has(path))
    .map(({ range, path }) => ({ range: lspRange(file, 0, range), target: uriOfPath(root, path) }));
}
