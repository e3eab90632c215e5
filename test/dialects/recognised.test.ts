// A file of each format is taken by content, by the server and by the extension that has to start it; others are not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allDialects } from '../../engine/pipeline/dialects/allDialects.ts';
import { dialectOf } from '../../engine/pipeline/dialects/readDialect.ts';
import { ruleHref } from '../../present/docsLinks.ts';
import { documentPatterns, mayBeFormat } from '../../protocol/lsp.ts';

const folder = join(import.meta.dirname, '../../docs/formats');
const exampleOf = (page: string): string => {
  const text = readFileSync(join(folder, page), 'utf8');
  return /```\w+ good\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
};

test('every format has its page, and links of its rules lead there', () => {
  expect(readdirSync(folder).sort()).toEqual(allDialects.map(({ id }) => `${id}.md`).sort());
  expect(ruleHref('argo-task-unknown')).toMatch(/formats\/argo\.md#argo-task-unknown$/);
  expect(ruleHref('key-deprecated')).toMatch(/formats\/dvc\.md#key-deprecated$/);
});

test.for(allDialects.map(dialect => [dialect.id, dialect] as const))(
  '%s is found by name or by content',
  ([id, dialect]) => {
    const text = exampleOf(`${id}.md`);
    if (dialect.names.length === 0) {
      expect(dialectOf(text, 'some.yaml')?.id).toBe(id);
      expect(mayBeFormat(text)).toBe(true);
    } else {
      const names = documentPatterns.format.replace(/^\*\*\/\{|\}$/g, '').split(',');
      expect(names.some(name => dialect.names.some(pattern => pattern.test(name.replace('*', '.'))))).toBe(true);
    }
  },
);

test.for([
  ['a Kubernetes deployment', 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n'],
  ['an Argo application', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {}\n'],
  ['a compose file', 'services:\n  web:\n    image: nginx\n'],
  ['a GitHub workflow', 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n'],
  ['a pipeline of its own', 'apiVersion: trainyard/v1\nkind: Pipeline\nname: x\nstages: {a: {cmd: b}}\n'],
  ['nothing', ''],
] as const)('%s is of no foreign format', ([, text]) => expect(dialectOf(text, 'some.yaml')).toBeNull());
