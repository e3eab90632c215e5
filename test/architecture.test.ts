// The import table and the absence of import circles, held over every source file; and a test of that test.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { unusedExports } from './kit/exports.ts';
import { findCircle, importsOf, readSources } from './kit/imports.ts';
import { judgeImports } from './kit/importTable.ts';

const root = join(import.meta.dirname, '..');
const folders = [
  'engine',
  'protocol',
  'connect',
  'present',
  'service',
  'cli',
  'server',
  'client',
  'webview',
  'scripts',
  'test',
];
const sources = readSources(root, folders);
// This file holds import statements as test data.
const imports = sources.filter(file => file.path !== 'test/architecture.test.ts').flatMap(importsOf);

const entries = new Set([
  // Called by the editor and by the launcher.
  'client/extension.ts: activate',
  'cli/main.ts: runFromProcess',
  // Used in their own file alone: to be made private by the next change there.
  'engine/pipeline/schemaFindings.ts: schemaAt',
  'engine/pipeline/staleness.ts: commandText',
  'engine/runner/metricsFiles.ts: metricKey',
  'engine/tracking/database/experimentRows.ts: findExperiment',
  'engine/tracking/mlflow/searchRules.ts: resolveName',
  'engine/tracking/mlflow/searchRules.ts: valueIn',
  'engine/tracking/mlflow/stageRuns.ts: takenTag',
]);

describe('the house', () => {
  test('has sources and imports to judge', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(imports.filter(item => item.own).length).toBeGreaterThan(200);
  });
  test('keeps to the import table', () => expect(judgeImports(imports)).toEqual([]));
  test('has no import circle', () => expect(findCircle(imports)).toBeNull());
  test('imports only files that exist', () => {
    const there = new Set(sources.map(file => file.path));
    const missing = imports.filter(
      item => item.own && /\.tsx?$/.test(item.to) && !item.to.endsWith('.d.ts') && !there.has(item.to),
    );
    expect(missing.map(item => `${item.from} → ${item.to}`)).toEqual([]);
  });
  test('exports no value that nobody imports', () => {
    const product = unusedExports(sources).filter(found => !/^test\/|\/generated\//.test(found));
    expect(product.filter(found => !entries.has(found))).toEqual([]);
  });
  test('uses every package it depends on', () => {
    const product = sources.filter(({ path }) => !path.startsWith('test/'));
    const isUsed = (name: string) => product.some(({ text }) => new RegExp(`['/]${name}['/]`).test(text));
    expect(Object.keys(packageJson.dependencies).filter(name => !isUsed(name))).toEqual([]);
  });
  test('says the purpose of every file in line 1', () => {
    const silent = sources.filter(
      file => !/^(\/\/ \S|\/\*\* \S)/.test(file.text) && !file.path.includes('/generated/'),
    );
    expect(silent.map(file => file.path)).toEqual([]);
  });
});

describe('the reader of exports', () => {
  const unused = (user: string) =>
    unusedExports([
      { path: 'cli/a.ts', text: 'export const one = 1;\nexport async function two() {}\nexport interface Three {}' },
      { path: 'cli/b.ts', text: user },
    ]);

  test('finds what nobody imports', () =>
    expect(unused("import { type Three, one as first } from './a.ts';")).toEqual(['cli/a.ts: two']));
  test('takes a dynamic import and a re-export for uses', () => {
    expect(unused("const a = await import('./a.ts');")).toEqual([]);
    expect(unused("export { one, two } from './a.ts';")).toEqual([]);
  });
});

describe('the judge', () => {
  const judge = (path: string, text: string) => judgeImports(importsOf({ path, text }));

  test('sees value, type, re-export, side-effect and dynamic imports', () => {
    const text = `import { a } from './a.ts';\nimport type { B } from './b.ts';\nexport * from './c.ts';\nimport './d.ts';\nconst e = import('./e.ts');\nimport {\n  f,\n  type G,\n} from './f.ts';`;
    expect(importsOf({ path: 'engine/domain/x.ts', text }).map(item => item.to)).toEqual(
      ['a', 'b', 'c', 'd', 'f', 'e'].map(name => `engine/domain/${name}.ts`),
    );
  });
  test('does not take comments for imports', () => {
    expect(importsOf({ path: 'cli/x.ts', text: "// import { a } from './a.ts';\n/* import './b.ts' */" })).toEqual([]);
  });
  test('forbids the domain to import ports', () => {
    expect(judge('engine/domain/x.ts', "import type { Ports } from '../ports.ts';")).toEqual([
      'engine/domain/x.ts may not import engine/ports.ts (as types)',
    ]);
  });
  test('lets protocol take types of the domain but no values', () => {
    expect(judge('protocol/x.ts', "import type { Run } from '../engine/domain/run.ts';")).toEqual([]);
    expect(judge('protocol/x.ts', "import { isEnded } from '../engine/domain/run.ts';")).toHaveLength(1);
  });
  test('forbids node modules in the engine outside engine/node', () => {
    expect(judge('engine/runner/x.ts', "import { spawn } from 'node:child_process';")).toHaveLength(1);
    expect(judge('engine/node/x.ts', "import { spawn } from 'node:child_process';")).toEqual([]);
  });
  test('keeps the areas of the client apart', () => {
    expect(judge('client/runner/x.ts', "import { tree } from '../tracking/tree.ts';")).toHaveLength(1);
    expect(judge('client/runner/x.ts', "import { command } from '../commands.ts';")).toEqual([]);
  });
  test('forbids the command line to build an engine', () => {
    expect(judge('cli/x.ts', "import { createEngine } from '../engine/createEngine.ts';")).toHaveLength(1);
  });
  test('finds a circle through type imports', () => {
    const circle = findCircle([
      { from: 'a.ts', to: 'b.ts', own: true, typeOnly: true },
      { from: 'b.ts', to: 'c.ts', own: true, typeOnly: false },
      { from: 'c.ts', to: 'a.ts', own: true, typeOnly: true },
    ]);
    expect(circle).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
  });
});
