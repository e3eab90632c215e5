// Real public files beside the checkout, with the files around each as facts; absent on most machines.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Facts } from '../../engine/domain/facts.ts';

const root = join(import.meta.dirname, '../../../shared/corpus');
export const hasCorpus = existsSync(root);

export interface CorpusFile {
  /** As the lists of expectations call it: `dvc/owner__repo__1.yaml`. */
  readonly name: string;
  readonly text: string;
  /** Where it lies in its repository, as far as known. */
  readonly path: string;
  readonly facts: Facts;
}

/** The files of one kind; `nameInRepo` is what such a file is called in its repository. */
export function corpusOf(kind: string, nameInRepo: (file: string) => string): readonly CorpusFile[] {
  if (!hasCorpus) return [];
  const paths = manifestPaths();
  return readdirSync(join(root, kind)).map(file => {
    const name = `${kind}/${file}`;
    const text = readFileSync(join(root, kind, file), 'utf8');
    return { name, text, path: paths.get(name) ?? nameInRepo(file), facts: factsFor(kind, file) };
  });
}

/** Path in the repository by corpus name, where the manifest tells it. */
function manifestPaths(): ReadonlyMap<string, string> {
  const [head = '', ...lines] = readFileSync(join(root, 'manifest.csv'), 'utf8').trim().split('\n');
  const columns = head.split(',');
  const [file, path] = [columns.indexOf('file'), columns.findIndex(column => /path/.test(column))];
  return new Map(lines.map(line => line.split(',')).map(cells => [cells[file] ?? '', cells[path] ?? '']));
}

function factsFor(kind: string, file: string): Facts {
  const folder = join(root, 'companions', kind, file.replace(/(\.MLproject|\.gitlab-ci|\.config)?\.\w+$/, ''));
  const tree = join(folder, 'TREE.txt');
  if (!existsSync(tree)) return {};
  const texts = Object.fromEntries(
    filesBelow(folder)
      .filter(path => path !== tree)
      .map(path => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
  return { files: readFileSync(tree, 'utf8').trim().split('\n'), texts };
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Findings that the corpus's own lists name, by file. They were made by other means: each is a case to compare. */
export function listedFindings(list: string): ReadonlyMap<string, readonly string[]> {
  if (!hasCorpus) return new Map();
  const lines = readFileSync(join(root, `expectations-${list}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = (lines[0] ?? '').split(',');
  const at = columns.indexOf('finding_list');
  return new Map(
    lines.slice(1).map(line => {
      const cells = line.split(',');
      const findings = at < 0 ? '' : cells.slice(at).join(',');
      return [cells[0] ?? '', findings === '' ? [] : findings.split('; ')];
    }),
  );
}

/** One number of a list, by file. */
export function listedCounts(list: string, column: string): ReadonlyMap<string, number> {
  if (!hasCorpus) return new Map();
  const lines = readFileSync(join(root, `expectations-${list}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/);
  const at = (lines[0] ?? '').split(',').indexOf(column);
  return new Map(lines.slice(1).map(line => [line.split(',')[0] ?? '', Number(line.split(',')[at])]));
}
