// Feast's stores, BentoML's build files, results and benchmarks of the Hub.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { ignoreMatcher } from '../../engine/pipeline/dialects/bento/ignorePattern.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks, mendedBy } from '../kit/dialectFindings.ts';

const holds = (fixture: string, file: string, facts: Facts = {}): void => {
  const [found, marked] = dialectAgainstMarks(fixture, file, facts);
  expect(found).toEqual(marked);
};
const feast = 'feature_store.yaml';
const bento = 'bentofile.yaml';
const files: Facts = {
  files: [bento, 'service.py', 'src/model.py', 'requirements.txt', 'scripts/setup.sh', 'data/train.csv'],
};

test('stores of four shapes have no findings', () => {
  holds(
    'project: bike_demand\nprovider: local\nregistry: data/registry.db\nonline_store:\n  type: sqlite\n  path: data/online.db\nentity_key_serialization_version: 3\n',
    feast,
  );
  holds(
    `project: features
provider: aws
registry:
  registry_type: sql
  path: \${REGISTRY_URL}
  cache_ttl_seconds: 60
  sqlalchemy_config_kwargs: {pool_pre_ping: true}
online_store: {type: dynamodb, region: eu-west-1}
offline_store: {type: snowflake.offline, account: "\${ACCOUNT}", password: "\${PASSWORD}"}
batch_engine: {type: snowflake.engine, warehouse: W}
auth: {type: oidc, client_id: feast}
materialization: {pull_latest_features: true}
`,
    feast,
  );
  holds('project: own\nregistry: s3://b/r.pb\nonline_store: {type: my_package.stores.MyOnlineStore}\n', feast);
  holds('project: small\nregistry: data/registry.db\nonline_store: redis\noffline_store: duckdb\n', feast);
});

test('misspelt keys and stores, gone versions, passwords and files of one machine', () =>
  holds(
    `project: bike_demand
provider: gcp
registry: data/registry.db
#         ^^^^^^^^^^^^^^^^ info[feast-local]: «registry» is a file on this machine, and the provider is gcp…
onlinestore: {type: redis}
#<^^^^^^^^^^^ warning[unknown-key]: …Did you mean «online_store»?
offline_store:
  type: snowflake.online
  #     ^^^^^^^^^^^^^^^^ error[feast-type-unknown]: …Did you mean «snowflake.offline»?
  password: hunter22
  #         ^^^^^^^^ warning[feast-password]
  url: postgresql://feast:hunter22@db.example.org/feast
  #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[feast-password]
entity_key_serialization_version: 2
#                                 ^ warning[feast-serialization]
`,
    feast,
  ));

test('the version is mended, and a chart of Helm is a template', () => {
  const old = 'project: a\nregistry: r.db\nentity_key_serialization_version: 2\n';
  expect(mendedBy('feast-serialization', old, feast)).toBe(old.replace('2', '3'));
  const rules = readDialectFile('project: {{ .Values.project }}\nregistry: r.db\n', feast, {})?.diagnostics;
  expect(rules?.map(({ rule }) => rule)).toEqual(['template-file']);
});

test('a registry that is there is a link', () => {
  const facts: Facts = { files: ['repo/data/registry.db'] };
  const read = readDialectFile('project: a\nregistry: data/registry.db\n', 'repo/feature_store.yaml', facts);
  expect(read?.reading.files.map(({ path }) => path)).toEqual(['repo/data/registry.db']);
});

test('build files of three shapes have no findings', () => {
  holds('service: "service:svc"\ninclude: ["*.py"]\npython: {packages: [scikit-learn, pandas]}\n', bento, files);
  holds(
    `service: service.py:Summarization
name: summarize
labels: {owner: risk}
include:
  - src/
  - "**/*.csv"
exclude: ["tests/", "*.ipynb"]
python:
  requirements_txt: ./requirements.txt
  lock_packages: true
  index_url: https://pypi.example.org/simple
  extra_index_url: [https://other.example.org/simple]
docker:
  distro: debian
  python_version: "3.12"
  cuda_version: "12.1"
  system_packages: [libgomp1]
  setup_script: scripts/setup.sh
  env: {NUM_THREADS: "4"}
models:
  - "bike:latest"
  - tag: tokenizer:v2
    filter: "label:staging"
    alias: tok
envs:
  - {name: HF_TOKEN}
  - {name: MODE, value: fast, stage: runtime}
args: {size: small}
`,
    bento,
    files,
  );
  holds('service: "service:svc"\nconda: {channels: [conda-forge], dependencies: [h2o], pip: [x]}\n', bento, files);
});

test('modules, patterns, files, images and secrets of a build file', () =>
  holds(
    `service: "servce:svc"
#         ^^^^^^ error[bento-service-missing]: …Did you mean «service»?
include: ["src/*.py", "notebooks/*.ipynb", "[a-z].txt"]
#                      ^^^^^^^^^^^^^^^^^ info[bento-include-empty]
python:
  requirement_txt: x
  #<^^^^^^^^^^^^^^^ error[unknown-key]: …Did you mean «requirements_txt»?
  requirements_txt: requirments.txt
  #                 ^^^^^^^^^^^^^^^ error[bento-file-missing]: …Did you mean «requirements.txt»?
  lock_packages: false
  packages: ["pandas==2.2.3", torch, "git+https://git.example.org/x.git", "numpy>=2"]
  #                           ^^^^^ info[bento-unpinned]
docker:
  distro: alpine
  cuda_version: "12"
  #<^^^^^^^^^^^^ error[bento-cuda-distro]
  env: {API_TOKEN: 0123456789abcdef}
  #                ^^^^^^^^^^^^^^^^ error[bento-secret]
models: [{name: x}]
#         ^^^^ error[missing-key]
`,
    bento,
    files,
  ));

test('nothing is said of files that are not known', () =>
  holds('service: "other:svc"\ninclude: ["x/*.py"]\npython: {requirements_txt: r.txt}\n', bento));

test.for([
  ['*.py', 'a/b.py', true],
  ['/*.py', 'a/b.py', false],
  ['src/', 'src/a/b.py', true],
  ['src/', 'srcs/a.py', false],
  ['src/**/*.py', 'src/a.py', true],
  ['src/**/*.py', 'src/a/b/c.py', true],
  ['src/*.py', 'src/a/b.py', false],
  ['data', 'x/data/y.csv', true],
  ['**', 'x', true],
] as const)('the pattern %s over %s: %s', ([pattern, path, isMatched]) =>
  expect(ignoreMatcher(pattern)?.(path)).toBe(isMatched),
);

test('results and benchmarks of two shapes each have no findings', () => {
  holds('- dataset: {id: cais/hle, task_id: hle}\n  value: 20.5\n', '.eval_results/hle.yaml');
  holds(
    `- dataset: {id: Idavidrein/gpqa, task_id: diamond, revision: abc}
  value: 0.412
  date: "2026-01-31T10:00:00Z"
  source: {url: "https://example.org/r", name: Report, org: example}
  notes: no tools
- dataset: {id: cais/hle, task_id: hle}
  value: "31.2"
  verifyToken: eyJ0
`,
    '.eval_results/all.yaml',
  );
  holds('name: HLE\nevaluation_framework: math-arena\ntasks: [{id: hle, config: default, split: test}]\n', 'eval.yaml');
  holds(
    `name: Demand
description: Questions about bikes.
evaluation_framework: inspect-ai
tasks:
  - id: demand
    split: test
    field_spec: {input: question, target: answer}
    solvers: [{name: generate}]
    scorers: [{name: model_graded_fact, args: {model: x}}]
`,
    'eval.yaml',
  );
});

test('what results and benchmarks lack or misspell', () => {
  holds(
    `- dataset: {id: cais/hle}
  #<^^^^^^^ error[missing-key]: «dataset» needs the key «task_id».
  value: 20.5
  date: 2026-01-31
  #     ^^^^^^^^^^ error[evalresults-date]
  source: {name: Report}
  #<^^^^^^ error[missing-key]: «source» needs the key «url».
  note: x
  #<^^^^ warning[unknown-key]: …Did you mean «notes»?
- dataset: {id: cais/hle, task_id: hle}
  value: 1
`,
    '.eval_results/hle.yaml',
  );
  holds(
    `evaluation_framework: inspectai
#                     ^^^^^^^^^ warning[evalresults-framework]: …Did you mean «inspect-ai»?
tasks:
  - {id: a, splits: test}
  #         ^^^^^^ warning[unknown-key]
  - {id: a}
  #      ^ error[evalresults-task-twice]
`,
    'eval.yaml',
  );
});
