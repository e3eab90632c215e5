// `trainyard check` and `init` as real processes: findings with places, exit codes, one JSON document.
import { constants } from 'node:buffer';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileTrouble } from '../../cli/fileTrouble.ts';
import type { Finding } from '../../cli/findings.ts';
import { mendFile } from '../../cli/mendFile.ts';
import { documentOf, type TestProject, testProject } from './commandLine.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let project: TestProject | undefined;
afterEach(async () => {
  await project?.remove();
  project = undefined;
});
const open = (files: Record<string, string>): TestProject => {
  project = testProject(files);
  return project;
};
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: tiny\n';
const good = `${head}stages:
  prepare:
    cmd: cp in.txt out.txt
    deps: [in.txt]
    outs: [out.txt]
  train:
    cmd: wc -l out.txt
    deps: [out.txt]
`;
interface Checked {
  readonly files: number;
  readonly diagnostics: readonly Finding[];
  readonly notChecked?: readonly string[];
}
const check = async (files: Record<string, string>, words: readonly string[] = []) => {
  const answer = await open(files).trainyard(['check', '--json', ...words]);
  return { ...answer, ...documentOf<Checked>(answer) };
};

describe('check', () => {
  test('finds nothing in a good pipeline, and writes nothing', async () => {
    const { code, files, diagnostics, err } = await check({ 'pipeline.yaml': good, 'in.txt': 'x' });
    expect({ code, files, diagnostics, err }).toEqual({ code: 0, files: 1, diagnostics: [], err: '' });
    expect(readdirSync(project?.folder ?? '').sort()).toEqual(['in.txt', 'pipeline.yaml']);
    expect(existsSync(join(project?.folder ?? '', '..', 'private'))).toBe(false);
  });
  test('tells where YAML is broken', async () => {
    const { code, diagnostics } = await check({ 'pipeline.yaml': `${head}stages:\n  a: [1,\n  b: "x\n` });
    expect(code).toBe(1);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics[0]).toMatchObject({ path: 'pipeline.yaml', severity: 'error', rule: 'yaml-syntax' });
    expect(diagnostics[0]?.line).toBeGreaterThanOrEqual(5);
  });
  test('tells a cycle with its path', async () => {
    const text = `${head}stages:\n  a:\n    cmd: cp y x\n    deps: [y]\n    outs: [x]\n  b:\n    cmd: cp x y\n    deps: [x]\n    outs: [y]\n`;
    const { code, diagnostics } = await check({ 'pipeline.yaml': text });
    expect(code).toBe(1);
    const cycle = diagnostics.find(finding => /cycle/.test(finding.rule));
    expect(cycle?.message).toMatch(/a\b.*b\b.*a\b|b\b.*a\b.*b\b/);
  });
  test('misses a command, at the stage', async () => {
    const { code, diagnostics } = await check({ 'pipeline.yaml': `${head}stages:\n  lonely:\n    outs: [x]\n` });
    expect(code).toBe(1);
    expect(diagnostics.some(({ message, line }) => message.includes('cmd') && line >= 5)).toBe(true);
  });
  test('names the nearest stage, columns from 1', async () => {
    const text = `${head}stages:\n  train:\n    cmd: echo\n  score:\n    cmd: echo\n    needs: [trian]\n`;
    const { diagnostics } = await check({ 'pipeline.yaml': text });
    const found = diagnostics.find(({ message }) => message.includes('trian'));
    expect(found).toMatchObject({ line: 9, column: 13, endLine: 9, endColumn: 18, severity: 'error' });
    expect(found?.message).toContain('train');
  });
  test('looks at model cards too', async () => {
    const card = '---\nlicense: apache2\nlibrary_name: sklearn\n---\n# A model\n';
    const { code, files, diagnostics } = await check({ 'MODEL_CARD.md': card, 'README.md': '# No card\n' });
    expect({ code, files }).toEqual({ code: 1, files: 1 });
    expect(diagnostics[0]).toMatchObject({ path: 'MODEL_CARD.md', line: 2, rule: 'card-license-form' });
  });
  test('a pattern means files by their content, and nothing in folders of others', async () => {
    const files = {
      'models/a/steps.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
      'models/b/values.yaml': 'replicas: 1\n',
      'models/a/node_modules/x/steps.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
      'pipeline.yaml': good,
    };
    const { code, files: number, diagnostics, err } = await check(files, ['models/**/*.yaml']);
    expect({ code, number, err }).toEqual({ code: 1, number: 1, err: '' });
    expect(diagnostics.map(({ path }) => path)).toEqual(['models/a/steps.yaml']);
  });
  test('takes Markdown for cards where the project’s settings say so', async () => {
    const card = '---\nlicense: apache2\n---\n# A model\n';
    const { files, diagnostics } = await check({
      '.vscode/settings.json': '{"trainyard.files.include": ["cards/*.md"]}',
      'cards/bike.md': card,
      'notes/bike.md': card,
      '.trainyard/.gitignore': '*\n',
    });
    expect(files).toBe(1);
    expect(diagnostics.map(({ path, rule }) => [path, rule])).toEqual([['cards/bike.md', 'card-license-form']]);
  });
  test('leaves foreign pipeline files alone', async () => {
    const { code, files } = await check({ 'pipeline.yaml': 'stages:\n  - build\n' });
    expect({ code, files }).toEqual({ code: 0, files: 0 });
  });
  test('can say what it could not check', async () => {
    const { notChecked } = await check({ 'pipeline.yaml': good, 'in.txt': 'x' }, ['--not-checked']);
    expect(notChecked?.some(reason => reason.includes('git'))).toBe(true);
    expect(notChecked?.some(reason => reason.includes('mlflow.db'))).toBe(true);
  });
  test('writes lines for people, with place, words and rule', async () => {
    const answer = await open({
      'sub/pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
    }).trainyard(['check']);
    expect(answer.code).toBe(1);
    expect(answer.out).toMatch(/^sub\/pipeline\.yaml:7:13 {2}error {2}.*tain.*\n/);
    expect(answer.out).toMatch(/1 error in 1 file\.\n$/);
  });
  test('shows the line that is meant, with marks below', async () => {
    const answer = await open({
      'pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
    }).trainyard(['check']);
    expect(answer.out).toContain('\n  7 │     needs: [tain]\n    │             ^^^^\n');
  });
  test('lets nothing of a file steer the terminal', async () => {
    const text = `${head}stages:\n  train:\n    cmd: echo\n    colour: "\u{1B}[2J\u{9B}2J" # \u{7}\n`;
    const answer = await open({ 'pipeline.yaml': text }).trainyard(['check']);
    expect(answer.code).toBe(1);
    expect(answer.out).toContain('colour: "');
    expect(answer.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
  test.each([['--sarif'], ['--format=sarif']])('writes SARIF 2.1.0 with %s', async word => {
    const answer = await open({
      'pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
    }).trainyard(['check', word]);
    const sarif = documentOf<{
      version: string;
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    }>(answer);
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results[0]).toMatchObject({
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'pipeline.yaml' }, region: { startLine: 7, startColumn: 13 } } },
      ],
    });
  });
});

const twoFiles = {
  'a,b.pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    needs: [tain]\n`,
  'pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo <1> & "2"\n`,
};

describe('formats for builds', () => {
  test('GitHub gets workflow commands with escaped places', async () => {
    const answer = await open(twoFiles).trainyard(['check', '--format', 'github']);
    expect(answer.code).toBe(1);
    expect(answer.out).toMatch(
      /^::error file=a%2Cb\.pipeline\.yaml,line=7,endLine=7,col=13,endColumn=16,title=unknown-stage::.*tain.*\n$/,
    );
  });
  test('JUnit has a suite for each file, also for one without findings', async () => {
    const answer = await open(twoFiles).trainyard(['check', '--format', 'junit']);
    expect(answer.code).toBe(1);
    const xml = parseXml(answer.out);
    expect(xml.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes)).toEqual([
      { name: 'a,b.pipeline.yaml', tests: '1', failures: '1', errors: '0' },
      { name: 'pipeline.yaml', tests: '1', failures: '0', errors: '0' },
    ]);
    expect(xml.find(({ name }) => name === 'failure')?.attributes.message).toContain('«tain»');
  });
  test('JSON is the same document by either name', async () => {
    const { trainyard } = open(twoFiles);
    const [one, other] = await Promise.all([trainyard(['check', '--json']), trainyard(['check', '--format', 'json'])]);
    expect(documentOf<Checked>(other)).toEqual(documentOf<Checked>(one));
  });
});

describe('warnings', () => {
  const doubtful = `${head}params: {values: {rate: 1}}\nstages:\n  train:\n    cmd: echo \${{ params.rate }}\n`;
  test.each([
    [[], 1],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', '20'], 0],
  ])('with %j the exit code is %i', async (words, code) => {
    const answer = await check({ 'pipeline.yaml': doubtful }, words);
    expect(answer.diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(answer.code).toBe(code);
  });
});

describe('mending', () => {
  const broken = `${head}stages:\n  train:\n    cmd: echo\n    dep: [in.txt]\n    needs: [prepaer]\n  prepare:\n    cmd: echo\n    out: [in.txt]\n`;
  test('writes what has one sure fix, and says what is left', async () => {
    const own = open({ 'pipeline.yaml': `${broken}    colour: red\n` });
    const answer = await own.trainyard(['check', '--json', '--fix']);
    const { diagnostics, fixed } = documentOf<Checked & { fixed: number }>(answer);
    expect({ fixed, code: answer.code }).toEqual({ fixed: 3, code: 1 });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['need-redundant', 'unknown-key']);
    expect(readFileSync(join(own.folder, 'pipeline.yaml'), 'utf8')).toBe(
      `${broken.replace('dep:', 'deps:').replace('prepaer', 'prepare').replace('out:', 'outs:')}    colour: red\n`,
    );
  });
  test('leaves line ends, a byte order mark and the mode as they are', async () => {
    const text = `\u{FEFF}${broken}`.replaceAll('\n', '\r\n');
    const own = open({ 'pipeline.yaml': text });
    const file = join(own.folder, 'pipeline.yaml');
    chmodSync(file, 0o640);
    await own.trainyard(['check', '--fix']);
    expect(readFileSync(file, 'utf8')).toBe(
      text.replace('dep:', 'deps:').replace('prepaer', 'prepare').replace('out:', 'outs:'),
    );
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });
  test('writes through a link', async () => {
    const own = open({ 'real/pipe.yaml': broken });
    symlinkSync('real/pipe.yaml', join(own.folder, 'pipeline.yaml'));
    await own.trainyard(['check', 'pipeline.yaml', '--fix']);
    expect(lstatSync(join(own.folder, 'pipeline.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(own.folder, 'real/pipe.yaml'), 'utf8')).toContain('deps: [in.txt]');
  });
  test('leaves a file alone that is not UTF-8, and says so', async () => {
    const own = open({});
    const bytes = Buffer.concat([Buffer.from(broken), Buffer.from([0x23, 0xe9, 0x0a])]);
    writeFileSync(join(own.folder, 'pipeline.yaml'), bytes);
    const { code, err } = await own.trainyard(['check', '--fix']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'warning  pipeline.yaml is not UTF-8, so nothing in it was mended.\n',
    });
    expect(readFileSync(join(own.folder, 'pipeline.yaml')).equals(bytes)).toBe(true);
  });
  test('leaves a file alone that has changed since it was read', async () => {
    const own = open({ 'pipeline.yaml': `${broken}# changed\n` });
    const path = join(own.folder, 'pipeline.yaml');
    expect(await mendFile(path, broken, 'mended')).toEqual({ isMended: false, reason: 'has changed meanwhile' });
    expect(readFileSync(path, 'utf8')).toBe(`${broken}# changed\n`);
  });
  test('keeps the whole mode, whatever the mask of the process takes away', async () => {
    const own = open({ 'pipeline.yaml': broken });
    const file = join(own.folder, 'pipeline.yaml');
    chmodSync(file, 0o666);
    const mask = process.umask(0o077);
    try {
      await mendFile(file, broken, good);
    } finally {
      process.umask(mask);
    }
    expect(statSync(file).mode & 0o777).toBe(0o666);
  });
  test('touches nothing when there is nothing sure to mend', async () => {
    const own = open({ 'pipeline.yaml': `${head}stages:\n  train:\n    cmd: echo\n    colour: red\n` });
    const file = join(own.folder, 'pipeline.yaml');
    const before = statSync(file).mtimeMs;
    const answer = await own.trainyard(['check', '--fix']);
    expect(answer.out).not.toContain('mended');
    expect(statSync(file).mtimeMs).toBe(before);
  });
});

describe('files that cannot be read', () => {
  test('are named with the reason, and the rest is checked', async () => {
    const own = open({ 'pipeline.yaml': good, 'in.txt': 'x', 'data.yaml': '' });
    truncateSync(join(own.folder, 'data.yaml'), constants.MAX_STRING_LENGTH + 1);
    const { code, err, out } = await own.trainyard(['check']);
    expect({ code, err }).toEqual({ code: 0, err: 'warning  data.yaml is too large, so it was not checked.\n' });
    expect(out).toBe('Nothing wrong in 1 file.\n');
    expect(await own.trainyard(['check', 'data.yaml'])).toMatchObject({ code: 2 });
  });
  test.each([
    ['EACCES', 'may not be read'],
    ['EPERM', 'may not be read'],
    ['ENOENT', 'is gone'],
  ])('%s: it %s', (code, reason) => expect(fileTrouble(Object.assign(new Error(code), { code }), 'read')).toBe(reason));
  test('what else goes wrong is not hidden', () => {
    const error = Object.assign(new Error('disk'), { code: 'EIO' });
    expect(() => fileTrouble(error, 'read')).toThrow(error);
  });
});

/** Opening and empty tags in order, with their attributes; throws for what is not well-formed. */
function parseXml(text: string): { readonly name: string; readonly attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const entity = (value: string): string =>
    value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  for (const [, closing, name = '', rest = '', empty] of text.matchAll(
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else {
      if (empty !== '/') open.push(name);
      const pairs = [...rest.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, entity(value)]);
      found.push({ name, attributes: Object.fromEntries(pairs) });
    }
  }
  expect(open).toEqual([]);
  return found;
}

describe('wrong use ends with 2 and says what to do', () => {
  test.each([
    [['check', 'nowhere.yaml'], 'There is no file or folder «nowhere.yaml».'],
    [['check', 'notes.md'], 'notes.md is no model card'],
    [['check', 'deep/**/*.yaml'], 'No YAML or Markdown file matches «deep/**/*.yaml».'],
    [['check', '--jason'], 'Unknown option --jason.'],
    [['check', '--format', 'html'], 'There is no format «html», only text, json, sarif, github, junit.'],
    [['check', '--format', 'junit', '--sarif'], 'junit and sarif are two formats: choose one.'],
    [['check', '--max-warnings', 'few'], '--max-warnings takes a number'],
    [['chekc'], 'There is no «trainyard chekc».'],
    [['run', '--stage'], '--stage'],
    [['run', '--parallel', 'many'], '--parallel takes a number'],
    [['clean'], '--yes'],
    [['service'], 'Say start, stop or status.'],
    [['service', 'start', '--port', '99999'], '«99999» is no port.'],
    [['run'], 'No pipeline was found'],
  ])('%j', async (words, sentence) => {
    const answer = await open({ 'notes.md': '# Notes\n' }).trainyard(words);
    expect({ code: answer.code, out: answer.out }).toEqual({ code: 2, out: '' });
    expect(answer.err).toContain(sentence);
  });
  test('as JSON it is one document too', async () => {
    const answer = await open({}).trainyard(['check', '--json', 'nowhere']);
    expect(answer.code).toBe(2);
    expect(documentOf<unknown>(answer)).toMatchObject({ error: { code: 'usage' } });
  });
});

test('help and version are answers', async () => {
  const { trainyard } = open({});
  const [help, verb, version] = await Promise.all([
    trainyard(['--help']),
    trainyard(['run', '--help']),
    trainyard(['--version']),
  ]);
  expect([help.code, verb.code, version.code]).toEqual([0, 0, 0]);
  expect(help.out).toContain('check');
  expect(verb.out).toContain('--detach');
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('init', () => {
  test('proposes stages from scripts, in their usual order, and its file has no mistakes', async () => {
    const own = open({
      'src/train.py': '',
      'src/01_prepare.py': '',
      'src/evaluate.py': '',
      'src/utils.py': '',
      'data/hours.csv': 'a\n',
      'params.yaml': 'depth: 3\n',
      'requirements.txt': '',
    });
    const answer = await own.trainyard(['init', '--json']);
    expect(answer.code).toBe(0);
    expect(documentOf<unknown>(answer)).toEqual({ file: 'pipeline.yaml', stages: ['prepare', 'train', 'evaluate'] });
    const checked = documentOf<Checked>(await own.trainyard(['check', '--json']));
    expect(checked.files).toBe(1);
    expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  test('never writes over a file that is there', async () => {
    const answer = await open({ 'pipeline.yaml': good }).trainyard(['init']);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('already');
  });
});
