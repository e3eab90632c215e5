// Spoilt files of foreign formats: no crash, no hang, places inside the text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';

const folder = join(import.meta.dirname, '../../docs/formats');
const names: Readonly<Record<string, string>> = {
  dvc: 'dvc.yaml',
  mlproject: 'MLproject',
  gitlab: '.gitlab-ci.yml',
  feast: 'feature_store.yaml',
  bento: 'bentofile.yaml',
  triton: 'models/demand/config.pbtxt',
};

/** Milliseconds of the processor rather than of the clock: others may be busy. */
const spent = (): number => process.cpuUsage().user / 1000;

/** A small generator of equal numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const bits = [
  '\n',
  '  ',
  '- ',
  ': ',
  '{{',
  '}}',
  '${',
  '}',
  '[',
  ']',
  '"',
  "'",
  '&a ',
  '*a',
  '<<: ',
  '|',
  '\t',
  '\r',
  '\0',
  '\ud800',
  '😀',
  '{% if %}',
  '---\n',
  '#',
];

function spoil(text: string, random: () => number): string {
  let result = text;
  for (let i = 0; i < 1 + random() * 5; i++) {
    const at = Math.floor(random() * (result.length + 1));
    const bit = bits[Math.floor(random() * bits.length)] ?? '';
    result =
      random() < 0.5
        ? result.slice(0, at) + bit + result.slice(at)
        : result.slice(0, at) + result.slice(at + 1 + Math.floor(random() * 12));
  }
  return result;
}

test.for(readdirSync(folder).map(page => page.replace('.md', '')))('%s survives 400 spoilt texts', id => {
  const page = readFileSync(join(folder, `${id}.md`), 'utf8');
  const examples = [...page.matchAll(/```\w+ (?:bad|good)\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const random = randomFrom(id.length * 7919);
  for (let i = 0; i < 400; i++) {
    const text = spoil(examples[i % examples.length] ?? '', random);
    const before = spent();
    const read = readDialectFile(text, names[id] ?? 'some.yaml', { files: [], texts: {} });
    expect(spent() - before).toBeLessThan(1000);
    for (const { range } of read?.diagnostics ?? []) {
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThanOrEqual(text.length);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
    }
  }
});

test('deep nesting and alias bombs are answered at once', () => {
  const deep = `stages: ${'{a: '.repeat(3000)}1${'}'.repeat(3000)}`;
  const bomb = `vars: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `k${i}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`).join('\n')}\nstages: {s: {cmd: *a30}}\n`;
  for (const text of [deep, bomb]) {
    const before = spent();
    expect(readDialectFile(text, 'dvc.yaml', {})?.diagnostics.length).toBeGreaterThan(0);
    expect(spent() - before).toBeLessThan(1000);
  }
});

const many = Array.from({ length: 2000 }, (_, i) => i);
const large: readonly (readonly [what: string, file: string, text: string])[] = [
  [
    'jobs that need five others, and read artifacts',
    '.gitlab-ci.yml',
    `.base: {script: make}
${many.map(i => `job-${i}: {extends: .base, stage: ${i % 2 ? 'test' : 'build'}, needs: [${[1, 2, 3, 4, 5].map(k => `job-${Math.max(0, i - k)}`).join(', ')}], artifacts: {paths: [out/${i}.csv]}, script: [run out/${i + 1}.csv]}`).join('\n')}
`,
  ],
  [
    'templates and tasks in a chain, with data between them',
    'workflow.yaml',
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: x}
spec:
  entrypoint: main
  arguments: {parameters: [${many.map(i => `{name: p${i}, value: a}`).join(', ')}]}
  templates:
    - name: main
      dag:
        tasks:
${many.map(i => `          - {name: t${i}, template: e${i}, dependencies: [${i > 0 ? `t${i - 1}` : ''}], arguments: {parameters: [{name: a, value: "{{tasks.t${Math.max(0, Math.floor(i / 3) - 1)}.outputs.parameters.o}} {{workflow.parameters.p${i}}}"}]}}`).join('\n')}
${many.map(i => `    - {name: e${i}, inputs: {parameters: [{name: a}]}, outputs: {parameters: [{name: o, valueFrom: {path: /x}}]}, container: {image: "a:1", args: ["{{inputs.parameters.a}}"]}}`).join('\n')}
`,
  ],
  [
    'stages in a chain, with params',
    'dvc.yaml',
    `stages:
${many.map(i => `  s${i}: {cmd: "python a.py \${seed}", deps: [a.py, out/${i - 1}.csv], params: [seed], outs: [out/${i}.csv]}`).join('\n')}
`,
  ],
  [
    'entry points',
    'MLproject',
    `conda_env: c.yaml
entry_points:
${many.map(i => `  e${i}: {parameters: {a: float}, command: "python t.py {a} {b}"}`).join('\n')}
`,
  ],
];

/** Ten times what it takes, so that only a square is caught. */
test.for(large)('two thousand %s are read in time', ([, file, text]) => {
  const facts = { files: ['a.py', 'params.yaml'], texts: { 'params.yaml': 'seed: 1\n' } };
  const before = spent();
  expect(readDialectFile(text, file, facts)?.reading.stages.length).toBeGreaterThanOrEqual(2000);
  expect(spent() - before).toBeLessThan(6000);
});
