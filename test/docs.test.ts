// What the documents say is there: paths they name, links and anchors, and a line of the code map for every folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guides = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const pages = [
  ...guides,
  'CHANGELOG.md',
  ...['docs', 'examples'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
      .map(entry => relative(root, join(entry.parentPath, entry.name))),
  ),
];

/** Made while working, or in the projects of people who use Trainyard. */
const notOurs = /^(\.trainyard|mlruns|dist|node_modules)\b/;
const isPath = (text: string): boolean =>
  /^[\w.-]+(\/[\w.-]+)*\/?$/.test(text) &&
  (text.includes('/') || /\.(tsx?|mjs|json)$/.test(text)) &&
  !notOurs.test(text);

const withoutFences = (text: string): string => text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
const codeIn = (line: string): readonly string[] => [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** In a row of a table paths may start from the folder that its first cell names. */
function missingPaths(line: string): readonly string[] {
  const [first = ''] = codeIn(line);
  const bases = line.startsWith('|') ? ['', first, dirname(first)] : [''];
  return codeIn(line).filter(code => isPath(code) && !bases.some(base => existsSync(join(root, base, code))));
}

/** As GitHub makes them: lower case, punctuation left out, spaces to hyphens. */
const anchorsOf = (path: string): readonly string[] =>
  [...withoutFences(read(path)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

function brokenLinks(page: string): readonly string[] {
  const targets = [...withoutFences(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter(target => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page : join(dirname(page), file);
    if (!existsSync(join(root, path))) return true;
    return anchor !== undefined && !anchorsOf(path).includes(anchor);
  });
}

describe.each(guides)('%s', guide => {
  test('names only paths that are there', () =>
    expect(withoutFences(read(guide)).split('\n').flatMap(missingPaths)).toEqual([]));
});

test.each(pages)('links of %s lead somewhere', page => expect(brokenLinks(page)).toEqual([]));

test('every folder of the house has a row in the code map', () => {
  const map = read('ARCHITECTURE.md')
    .split('\n')
    .flatMap(line => (line.startsWith('| `') ? codeIn(line.split('|')[1] ?? '') : []));
  const foldersIn = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !notOurs.test(entry.name))
      .map(entry => entry.name);
  const engine = foldersIn('engine').map(name => `engine/${name}`);
  const top = foldersIn('.').flatMap(name => (name === 'engine' ? [] : [`${name}/`]));
  expect([...engine, ...top].filter(folder => !map.includes(folder))).toEqual([]);
});

test('every decision is in the list of decisions and has its three parts', () => {
  const list = read('docs/adr/README.md');
  const files = readdirSync(join(root, 'docs/adr')).filter(name => /^\d{4}-/.test(name));
  expect(files.filter(name => !list.includes(`(${name})`))).toEqual([]);
  const parts = ['**Decision.**', '**Why.**', '**Consequences.**'];
  expect(files.filter(name => !parts.every(part => read(`docs/adr/${name}`).includes(part)))).toEqual([]);
});

describe('the readers of this test', () => {
  test('see a path that is not there', () => {
    expect(missingPaths('start at `engine/nowhere.ts` or `engine/errors.ts`')).toEqual(['engine/nowhere.ts']);
    expect(missingPaths('| `cli/` | verbs | `main.ts`, `verbs/`, `gone.ts` |')).toEqual(['gone.ts']);
  });
  test('take no command, variable or file of a project for a path', () =>
    expect(missingPaths('`npm test`, `--json`, `.trainyard/cache/`, `mlflow.db`, `PATH`')).toEqual([]));
});
