// Git asked once says of each project what git asked there says: in one repository, in one within, and in none.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitOnce } from '../../cli/gitOnce.ts';
import { nodePorts } from '../../engine/node/ports.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-git-')));
  const lay = (path: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'x');
  };
  const git = (at: string, ...args: readonly string[]): void =>
    void execFileSync('git', ['-C', join(folder, at), ...args], { stdio: 'ignore' });
  for (const path of ['repo/a/pipeline.yaml', 'repo/a b/ü.csv', 'repo/top.txt', 'repo/a/inner/own.txt', 'none/x.txt'])
    lay(path);
  git('repo/a/inner', 'init');
  git('repo/a/inner', 'add', '.');
  git('repo', 'init');
  git('repo', 'add', 'a/pipeline.yaml', 'a b', 'top.txt');
  lay('repo/a/untracked.txt');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.for(['repo', 'repo/a', 'repo/a b', 'repo/a/inner', 'none'])('%s', async path => {
  const { git, files } = nodePorts();
  const once = gitOnce(git, files);
  await once.tracked(join(folder, 'repo'));
  expect(await once.tracked(join(folder, path))).toEqual(await git.tracked(join(folder, path)));
});
