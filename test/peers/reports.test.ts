// What checks write for other programs, read by others: SARIF by Microsoft's validator with GitHub's rules, JUnit by an XML parser.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findPython } from '../../scripts/python.ts';
import { testProject } from '../cli/commandLine.ts';
import { bringFromNpm } from '../kit/npmPeer.ts';

vi.setConfig({ testTimeout: 600_000 });
/** npm has the validator for this kind of machine alone (and others that the suite does not run on). */
const isThere = process.platform === 'linux' && process.arch === 'x64';

interface Judged {
  readonly runs: readonly {
    readonly results?: readonly { readonly ruleId: string }[];
  }[];
}

/** Rules of the validator that are broken; its notes are matters of taste. */
function judge(text: string): readonly string[] {
  const program = join(bringFromNpm('@microsoft/sarif-multitool-linux', '5.7.0'), 'Sarif.Multitool');
  chmodSync(program, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-sarif-'));
  try {
    const file = join(folder, 'found.sarif');
    const out = join(folder, 'judged.sarif');
    writeFileSync(file, text);
    const words = ['validate', file, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--output', out];
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
    const { stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env, timeout: 120_000 });
    expect(stdout + stderr).toContain('1 files scanned');
    const { runs } = JSON.parse(readFileSync(out, 'utf8')) as Judged;
    return runs.flatMap(({ results = [] }) => results.map(({ ruleId }) => ruleId));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isThere) {
  test('findings of every kind of file are valid SARIF, and what GitHub wants', async () => {
    const project = testProject({
      'a b/pipeline.yaml':
        'apiVersion: trainyard/v1\nkind: Pipeline\nname: t\nstages:\n  train:\n    cmd: echo 🚲\n    needs: [tain]\n',
      'MODEL_CARD.md': '---\nlicense: apache2\nlibrary_name: sklearn\n---\n',
      'dvc.yaml': 'stages:\n  a:\n    cmd: x\n    depz: [y]\n',
      'broken.pipeline.yaml': 'apiVersion: trainyard/v1\nkind: [\n',
    });
    const { code, out } = await project.trainyard(['check', '--sarif']);
    await project.remove();
    expect(code).toBe(1);
    expect(out).toContain('"uri": "a%20b/pipeline.yaml"');
    expect(judge(out)).toEqual([]);
  });

  test('so is a report without a finding', async () => {
    const project = testProject({ 'dvc.yaml': 'stages:\n  a: {cmd: x}\n' });
    const { code, out } = await project.trainyard(['check', '--sarif']);
    await project.remove();
    expect(code).toBe(0);
    expect(judge(out)).toEqual([]);
  });

  test('the validator sees what is wrong', () =>
    expect(judge('{"version": "2.1.0", "runs": [{"tool": {}}]}').length).toBeGreaterThan(0));
} else test.skip('Microsoft’s validator reads our SARIF');

test('JUnit is XML whatever stands in a file, and counts what it lists', async () => {
  const nasty = '"\\u001b ]]> & <a b=\\"c\\"> \\uffff 🚲"';
  const project = testProject({
    'dvc.yaml': `stages:\n  a:\n    cmd: x\n    ${nasty}: 1\n`,
    'b&<c>.pipeline.yaml': head,
  });
  const { out } = await project.trainyard(['check', '--format', 'junit']);
  await project.remove();
  const script = `import sys, json, xml.etree.ElementTree as tree
root = tree.parse(sys.stdin.buffer).getroot()
print(json.dumps([root.tag, int(root.get('tests')), len(list(root.iter('testcase'))), int(root.get('failures')), len(list(root.iter('failure'))), sorted(s.get('name') for s in root)]))`;
  const { stdout, stderr } = spawnSync(findPython(), ['-c', script], { input: out, encoding: 'utf8' });
  const [tag, tests, cases, failures, failed, names] = JSON.parse(stdout || JSON.stringify([stderr])) as unknown[];
  expect(tag).toBe('testsuites');
  expect([tests, failures]).toEqual([cases, failed]);
  expect(failed).toBeGreaterThan(0);
  expect(names).toEqual(['b&<c>.pipeline.yaml', 'dvc.yaml']);
});
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: t\nstages:\n  a: {cmd: x}\n';
