// The recipes of docs/continuous-integration.md as written: pre-commit with its hook, the commands of GitHub and GitLab.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { build, root } from '../../scripts/build.ts';
import { testProject } from '../cli/commandLine.ts';
import { withOwnCommand } from '../kit/ownCommand.ts';
import { peerPython } from './environments.ts';

const page = readFileSync(join(root, 'docs/continuous-integration.md'), 'utf8');
/** The block below a heading. */
const blockOf = (heading: string): string =>
  new RegExp(`^## ${heading}\\n[\\s\\S]*?\`\`\`yaml\\n([\\s\\S]*?)\`\`\``, 'm').exec(page)?.[1] ?? '';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-builds-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function write(path: string, text: string): void {
  const file = join(folder, 'project', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const project = (): string => join(folder, 'project');

const wrong = 'stages:\n  a:\n    cmd: echo\n    depz: [x]\n';
const right = 'stages:\n  a:\n    cmd: echo\n';

describe('pre-commit', () => {
  interface Hooks {
    readonly repos: readonly [{ readonly hooks: readonly [{ readonly files: string }] }];
  }
  const pattern = new RegExp((parse(blockOf('Before a commit')) as Hooks).repos[0].hooks[0].files);

  test('finds the mistake, and passes when it is mended', async () => {
    const program = join(dirname(await peerPython('pre-commit')), 'pre-commit');
    const env = {
      ...withOwnCommand(join(folder, 'bin')),
      ...{ PRE_COMMIT_HOME: join(folder, 'home'), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    };
    write('.pre-commit-config.yaml', blockOf('Before a commit'));
    write('README.md', '# A project\n');
    write('models/dvc.yaml', wrong);
    write('MODEL_CARD.md', '---\nlicense: mit\n---\n# M\n');
    write('modelcard.yaml', 'license: mit\n');
    const git = (...words: readonly string[]): void => void execFileSync('git', words, { cwd: project(), env });
    git('init', '--quiet');
    git('add', '--all');
    const run = () => spawnSync(program, ['run', '--all-files'], { cwd: project(), env, encoding: 'utf8' });
    const first = run();
    expect(first.stdout + first.stderr).toContain('models/dvc.yaml:4:5  error');
    expect(first.status).toBe(1);
    write('models/dvc.yaml', right);
    git('add', '--all');
    const second = run();
    expect(second.stdout + second.stderr).toMatch(/trainyard check\.+Passed/);
    expect(second.status).toBe(0);
  }, 600_000);

  test('its pattern has every name that a file is known by, and no other', () => {
    const known = ['pipeline.yaml', 'a.pipeline.yml', 'MODEL_CARD.md', 'a.card.md', 'modelcard.yaml', 'dvc.yaml'];
    const more = ['MLproject', '.gitlab-ci.yml', 'feature_store.yaml', 'bentofile.yaml', 'config.pbtxt'];
    for (const name of [...known, ...more, '.eval_results/gsm8k.yaml'])
      for (const path of [name, `deep/er/${name}`]) expect(pattern.test(path), path).toBe(true);
    for (const name of ['README.md', 'values.yaml', 'xdvc.yaml', 'dvc.yaml.bak', 'docs/config.pbtxt.md'])
      expect(pattern.test(name), name).toBe(false);
  });
});

test('the JSON of the page is what comes out', async () => {
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const own = testProject({ 'dvc.yaml': wrong });
  const { out } = await own.trainyard(['check', '--format', 'json']);
  await own.remove();
  expect(JSON.parse(example)).toEqual(JSON.parse(out));
});

describe('builds', () => {
  /** A package as far as its recipe looks into it. */
  async function packIntoProject(): Promise<void> {
    // Never anew: other tests run what lies there at the same time.
    if (!existsSync(join(root, 'dist/cli.js'))) await build();
    mkdirSync(join(project(), 'tools'), { recursive: true });
    const made = `import os, sys, zipfile
with zipfile.ZipFile(sys.argv[2], 'w') as archive:
    for top in ('bin', 'dist', 'package.json'):
        path = os.path.join(sys.argv[1], top)
        files = [path] if os.path.isfile(path) else [os.path.join(a, f) for a, _, b in os.walk(path) for f in b]
        for file in files:
            if not file.endswith('.map'):
                archive.write(file, os.path.join('extension', os.path.relpath(file, sys.argv[1])))
`;
    execFileSync(await peerPython('pre-commit'), ['-c', made, root, join(project(), 'tools/trainyard.vsix')]);
  }
  /** One after the other, as a build does it, until one fails. */
  const shell = (commands: readonly string[]) =>
    spawnSync('sh', ['-e', '-c', commands.join('\n')], {
      cwd: project(),
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        RUNNER_TEMP: join(folder, 'temp'),
      },
    });

  interface Workflow {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
  }
  interface Pipeline {
    readonly pipelines: {
      readonly script: readonly string[];
      readonly artifacts: { readonly reports: { readonly junit: string } };
    };
  }
  test.skipIf(spawnSync('unzip', ['-v']).status !== 0)(
    'the commands for GitHub and GitLab run as written, and fail a build with a mistake',
    async () => {
      write('dvc.yaml', wrong);
      await packIntoProject();
      const workflow = parse(blockOf('GitHub Actions')) as Workflow;
      mkdirSync(join(folder, 'temp'));
      const steps = workflow.jobs.check?.steps.flatMap(({ run }) => run ?? []) ?? [];
      const github = shell(steps);
      expect(github.stdout, github.stderr).toMatch(/^::error file=dvc\.yaml,line=4,.*title=unknown-key::/m);
      expect(github.status).toBe(1);

      const { script, artifacts } = (parse(blockOf('GitLab CI')) as Pipeline).pipelines;
      const [install, ...commands] = script;
      expect(install).toMatch(/^apt-get update && apt-get install -y unzip$/);
      const here = commands.map(command => command.replaceAll('/tmp/trainyard', join(folder, 'gitlab')));
      expect(shell(here).status).toBe(1);
      const report = () => readFileSync(join(project(), artifacts.reports.junit), 'utf8');
      expect(report()).toContain('<failure type="error"');
      write('dvc.yaml', right);
      rmSync(join(folder, 'gitlab'), { recursive: true });
      expect(shell(here).status).toBe(0);
      expect(report()).toContain('failures="0"');
    },
    120_000,
  );
});
