// Runs the suites inside a real extension host through @vscode/test-electron: trusted, untrusted, beside another YAML extension; reports as Vitest does.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { root } from '../../scripts/build.ts';
import { bringYamlLanguageServer } from '../kit/yamlLanguageServer.ts';
import { dvcText, layProject, yamlManifest } from './project.ts';

const area = mkdtempSync(join(tmpdir(), 'trainyard-host-'));
const built = join(root, '.cache/host');
const home = join(area, 'home');

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly flags: readonly string[];
  /** What is in its folders before the editor starts; gives more variables for the extension host. */
  prepare?(folder: string, extensions: string): Readonly<Record<string, string>>;
}
const suites: readonly Suite[] = [
  { name: 'trusted', file: 'trusted.cjs', flags: [] },
  { name: 'untrusted', file: 'untrusted.cjs', flags: ['--untrusted'] },
  { name: 'beside', file: 'beside.cjs', flags: [], prepare: layYamlExtension },
];

/** Another YAML extension by its name, with the real YAML language server in it and a schema of `dvc.yaml`. */
function layYamlExtension(folder: string, extensions: string): Readonly<Record<string, string>> {
  const own = join(extensions, 'redhat.vscode-yaml-1.0.0');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), JSON.stringify(yamlManifest));
  copyFileSync(join(built, 'yamlExtension.cjs'), join(own, 'extension.cjs'));
  copyFileSync(join(root, 'schemas/dialects/dvc.schema.json'), join(folder, 'dvc.schema.json'));
  writeFileSync(join(folder, 'dvc.yaml'), dvcText);
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  const settings = { 'yaml.schemas': { './dvc.schema.json': 'dvc.yaml' }, 'yaml.schemaStore.enable': false };
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  return { TRAINYARD_YAML_SERVER: bringYamlLanguageServer() };
}

async function bundleSuites(): Promise<void> {
  mkdirSync(built, { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...suites.map(({ name }) => name), 'yamlExtension'].map(name => ({
      in: `test/host/${name}.ts`,
      out: name,
    })),
    outdir: built,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** A program, as @vscode/test-electron wants one; `TRAINYARD_CODE` names a desktop editor instead. */
function editorProgram(): string {
  const named = process.env.TRAINYARD_CODE;
  if (named !== undefined) return named;
  const program = join(area, 'code');
  writeFileSync(
    program,
    `#!/bin/sh\nexec '${process.execPath}' --disable-warning=ExperimentalWarning '${join(root, 'test/kit/code.ts')}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

async function runSuite({ name, file, flags, prepare }: Suite): Promise<boolean> {
  const folder = layProject(join(area, name));
  const extensions = join(area, `${name}-extensions`);
  const env = prepare?.(folder, extensions);
  const report = join(area, `${name}.json`);
  try {
    await runTests({
      vscodeExecutablePath: editorProgram(),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(built, file),
      launchArgs: [folder, '--user-data-dir', join(area, `${name}-data`), '--extensions-dir', extensions, ...flags],
      extensionTestsEnv: { ...env, TRAINYARD_HOME: home, TRAINYARD_SUITE_REPORT: report },
    });
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  }
}

function writeReport(): void {
  const file = process.env.TRAINYARD_TEST_REPORT;
  if (file === undefined) return;
  const results = suites.flatMap(({ name }) => {
    const report = join(area, `${name}.json`);
    return existsSync(report)
      ? [
          JSON.parse(readFileSync(report, 'utf8')) as {
            readonly assertionResults: readonly { readonly status: string }[];
          },
        ]
      : [];
  });
  const count = (status: string) =>
    results.flatMap(({ assertionResults }) => assertionResults).filter(one => one.status === status).length;
  writeFileSync(
    file,
    JSON.stringify({ numPassedTests: count('passed'), numFailedTests: count('failed'), testResults: results }),
  );
}

/** Services outlive the editor: those of this run's private home end here. */
function stopServices(): void {
  const projects = join(home, 'projects');
  for (const project of existsSync(projects) ? readdirSync(projects) : []) {
    const file = join(projects, project, 'service.json');
    if (!existsSync(file)) continue;
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { readonly pid?: number };
    if (typeof pid === 'number' && pid > 1) spawnSync('kill', [String(pid)]);
  }
}

await bundleSuites();
let isGood = true;
const only = process.argv[2];
for (const suite of suites) if (only === undefined || only === suite.name) isGood = (await runSuite(suite)) && isGood;
writeReport();
stopServices();
rmSync(area, { recursive: true, force: true, maxRetries: 5 });
process.exit(isGood ? 0 : 1);
