// The pages of foreign formats: each rule has a section, its bad example speaks, its good one does not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialectRules } from '../../engine/domain/dialectRules/dialectRules.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';

const folder = join(import.meta.dirname, '../../docs/formats');
const pages = readdirSync(folder).map(name => ({
  name: name.replace('.md', ''),
  text: readFileSync(join(folder, name), 'utf8'),
}));

/** Where the examples of a page or rule lie, as the page says. */
const worlds: Readonly<Record<string, { readonly file: string; readonly facts: Facts }>> = {
  gitlab: { file: '.gitlab-ci.yml', facts: { files: ['.gitlab-ci.yml', 'train.py', 'ci/train.yml'] } },
  evalresults: { file: '.eval_results/hle.yaml', facts: {} },
  kserve: { file: 'service.yaml', facts: {} },
  seldon: { file: 'seldon.yaml', facts: {} },
  azureml: {
    file: 'job.yml',
    facts: {
      files: ['job.yml', 'train.yml'],
      texts: {
        'train.yml':
          'type: command\ninputs: {data: {type: uri_file}, epochs: {type: integer, default: 1}}\noutputs: {model: {type: uri_folder}}\n',
      },
    },
  },
  kfp: { file: 'compiled.yaml', facts: {} },
  feast: { file: 'feature_store.yaml', facts: {} },
  bento: { file: 'bentofile.yaml', facts: { files: ['bentofile.yaml', 'service.py', 'requirements.txt'] } },
  triton: {
    file: 'models/demand/config.pbtxt',
    facts: {
      files: ['models/demand/config.pbtxt', 'models/demand/1/model.onnx', 'models/scale/config.pbtxt'],
      texts: {
        'models/scale/config.pbtxt':
          'name: "scale"\ninput { name: "x" data_type: TYPE_FP32 dims: 1 }\noutput { name: "y" data_type: TYPE_FP32 dims: 1 }\n',
      },
    },
  },
  'triton-version-missing': {
    file: 'models/idle/config.pbtxt',
    facts: { files: ['models/idle/config.pbtxt', 'models/demand/1/model.onnx'] },
  },
  argo: {
    file: 'workflow.yaml',
    facts: {
      texts: {
        'tools.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec: {templates: [{name: echo, container: {image: 'alpine:3.20'}}]}
`,
      },
    },
  },
  mlproject: {
    file: 'MLproject',
    facts: { files: ['MLproject', 'conda.yaml', 'train.py'], texts: { 'train.py': 'mlflow.run(".", "prepare")\n' } },
  },
  dvc: {
    file: 'dvc.yaml',
    facts: {
      files: ['dvc.yaml', 'dvc.lock', 'params.yaml', 'src/prepare.py', 'data/raw.csv'],
      texts: {
        'params.yaml': 'seed: 42\nsplit: {test_size: 0.2}\n',
        'dvc.lock': `schema: '2.0'
stages:
  prepare:
    cmd: echo
    params: {params.yaml: {seed: 1}}
    outs: [{path: out.txt, md5: a}]
`,
        '.gitignore': '/scores.json\n',
        'src/prepare.py': 'params = yaml.safe_load(open("params.yaml"))\n',
      },
    },
  },
};

const sections = pages.flatMap(({ name, text }) =>
  text
    .split(/^### /m)
    .slice(1)
    .map(part => ({ page: name, rule: part.slice(0, part.indexOf('\n')).trim(), part })),
);

test('every rule has a section in one page', () =>
  expect(sections.map(({ rule }) => rule).sort()).toEqual(Object.keys(dialectRules).sort()));

test.for(sections.map(section => [section.rule, section] as const))(
  '%s: bad speaks, good does not',
  ([rule, { page, part }]) => {
    const example = (kind: string): string =>
      new RegExp(`\`\`\`\\w+ ${kind}\\n([\\s\\S]*?)\`\`\``).exec(part)?.[1] ?? '';
    const world = worlds[rule] ?? worlds[page];
    if (world === undefined) throw new Error(`no world for the page ${page}`);
    const rulesOf = (text: string) =>
      readDialectFile(text, world.file, world.facts)?.diagnostics.map(item => item.rule);
    expect(rulesOf(example('bad'))).toContain(rule);
    expect(rulesOf(example('good'))).not.toContain(rule);
  },
);
