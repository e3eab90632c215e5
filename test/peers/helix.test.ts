// The real Helix, configured with the block of docs/editors.md: a fix, a rename and a completion in its own terminal.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/build.ts';
import { findPython } from '../../scripts/python.ts';
import { bringHelix } from '../kit/helix.ts';
import { withOwnCommand } from '../kit/ownCommand.ts';

const helix = bringHelix();
const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
const pipeline = `apiVersion: trainyard/v1
kind: Pipeline
name: tiny

stages:
  train:
    cmd: echo fit
    outs: [model.bin]
  score:
    cmd: echo 🚲
    needs: [trian]
`;

if (helix !== null) describe('Helix', () => inHelix(helix));
else test.skip('Helix does what the server says');

function inHelix(program: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-helix-'));
  const project = join(folder, 'project');
  mkdirSync(project);
  mkdirSync(join(folder, 'config/helix'), { recursive: true });
  writeFileSync(join(folder, 'config/helix/languages.toml'), /```toml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const env = {
    ...withOwnCommand(join(folder, 'bin')),
    ...{ HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_CACHE_HOME: join(folder, 'cache') },
    TERM: 'xterm-256color',
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  test.each(['yaml', 'markdown', 'mlproject', 'pbtxt'])('takes the page’s words for %s', language => {
    const { stdout, stderr } = spawnSync(program, ['--health', language], { encoding: 'utf8', env });
    expect(stdout + stderr).toMatch(/✓.{0,20} trainyard: /);
  });

  test('mends, renames and completes', { timeout: 240_000 }, () => {
    const file = join(project, 'pipeline.yaml');
    writeFileSync(file, pipeline);
    const script = join(import.meta.dirname, 'scripts/helix.py');
    const { stdout, stderr } = spawnSync(findPython(), [script, program, file], {
      cwd: project,
      encoding: 'utf8',
      env,
    });
    const steps = JSON.parse(stdout || JSON.stringify(stderr)) as Record<string, string>;
    const mended = pipeline.replace('trian', 'train');
    const renamed = mended.replace('  train:', '  fit:').replace('[train]', '[fit]');
    expect(steps).toEqual({
      ...{ mended, renamed },
      completed: renamed.replace('echo fit\n', 'echo fit\n    timeout: \n'),
    });
  });
}
