// Rules, includes, inputs and notes of GitLab pipelines.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks } from '../kit/dialectFindings.ts';

const holds = (fixture: string, facts: Facts = {}, file = '.gitlab-ci.yml'): void => {
  const [found, marked] = dialectAgainstMarks(fixture, file, facts);
  expect(found).toEqual(marked);
};

test('a sound pipeline with every kind of key has no findings', () =>
  holds(
    `default:
  image: {name: "python:3.12", entrypoint: [""], pull_policy: [always, if-not-present], docker: {platform: linux/amd64}}
  interruptible: true
  retry: {max: 2, when: [runner_system_failure, stuck_or_timeout_failure], exit_codes: 137}
  id_tokens: {VAULT: {aud: https://vault.example.org}}
stages: [prepare, train, report]
workflow:
  name: "Train $CI_COMMIT_BRANCH"
  auto_cancel: {on_new_commit: interruptible, on_job_failure: none}
  rules: [{if: $CI_MERGE_REQUEST_IID, auto_cancel: {on_new_commit: none}}, {when: always}]
variables:
  SEED: "42"
  MODE: {value: full, options: [full, quick], description: "How much is trained"}
.python: &python
  before_script: [pip install -r requirements.txt]
  cache: [{key: {files: [requirements.txt], prefix: pip}, paths: [.cache/pip], policy: pull-push, fallback_keys: [main]}]
.gpu:
  tags: [gpu]
  rules:
    - !reference [.always, rules]
    - {if: $CI_COMMIT_TAG, changes: {paths: [src/**/*], compare_to: main}, exists: [train.py], allow_failure: {exit_codes: [1]}}
.always:
  rules: [{when: on_success}]
prepare:
  <<: *python
  stage: prepare
  script: [!reference [.python, before_script], make data]
  artifacts:
    paths: [data/]
    reports: {dotenv: build.env, metrics: metrics.txt, coverage_report: {coverage_format: cobertura, path: c.xml}}
    expire_in: 1 week
    access: developer
train:
  extends: [.gpu]
  stage: train
  script: make train
  parallel: {matrix: [{LR: [0.1, 0.2], DEPTH: [3, 5, 7]}, {LR: 1, DEPTH: 2}]}
  needs: [{job: prepare, artifacts: true}]
  secrets: {TOKEN: {vault: ops/db/password@kv, file: false}}
  hooks: {pre_get_sources_script: [date]}
  inherit: {default: [image], variables: false}
  services: [{name: "postgres:16", alias: db, command: [postgres], variables: {POSTGRES_DB: x}}]
steps:
  stage: train
  run: [{name: hi, step: ./hi, inputs: {who: you}}]
report:
  stage: report
  script: make report
  needs:
    - job: train
      parallel: {matrix: [{LR: 0.1, DEPTH: 3}]}
    - {pipeline: $UPSTREAM, job: build}
    - {project: group/other, job: build, ref: main, artifacts: true}
    - 'train: [0.2, 5]'
    - !reference [.more, needs]
  when: manual
  manual_confirmation: Sure?
  environment: {name: review/$CI_COMMIT_REF_SLUG, url: https://x.example.org, on_stop: stop, auto_stop_in: 1 day, deployment_tier: testing, kubernetes: {agent: a, namespace: b}}
  release: {tag_name: v1, description: x, assets: {links: [{name: a, url: b}]}}
  pages: {path_prefix: a, expire_in: 1 week, publish: public}
.more: {needs: [prepare]}
stop:
  stage: report
  script: make stop
  environment: {name: review/$CI_COMMIT_REF_SLUG, action: stop}
  rules: [{if: $CI_MERGE_REQUEST_IID, when: delayed, start_in: 1 hour, needs: [prepare], interruptible: false}]
child:
  stage: report
  trigger:
    include: [{artifact: child.yml, job: prepare}, {local: ci/child.yml}]
    strategy: depend
    forward: {pipeline_variables: true}
  inherit: {variables: true}
  variables: !reference [.vars, variables]
.vars: {variables: {A: b}}
scan:
  stage: report
  script: [scan]
  artifacts:
  rules: !reference [.always, rules]
  dast_configuration: {site_profile: x, scanner_profile: y}
  identity: google_cloud
  resource_group: scan
  coverage: '/\\d+%/'
`,
  ));

test('includes of every kind are read, and jobs may come from them', () =>
  holds(`include:
  - local: /ci/*.yml
  - {project: group/ci, ref: main, file: [/a.yml, /b.yml]}
  - {remote: https://example.org/c.yml, integrity: sha256-x}
  - {template: Auto-DevOps.gitlab-ci.yml}
  - {component: $CI_SERVER_FQDN/group/c@1.0, inputs: {stage: test}, rules: [{if: $X, when: never}]}
stages: [test, train]
train: {stage: train, extends: .from-elsewhere, needs: [elsewhere]}
`));

test('names that are not there, with the nearest one', () =>
  holds(`stages: [build, train]
prepare: {stage: biuld, script: make}
#                ^^^^^ error[gitlab-stage-unknown]: …Did you mean «build»?
train:
  stage: train
  extends: .pyton
  #        ^^^^^^ error[gitlab-job-unknown]: …Did you mean «.python»?
  needs: [prepaer]
  #       ^^^^^^^ error[gitlab-job-unknown]: …Did you mean «prepare»?
  environment: {name: x, on_stop: nobody}
  #                               ^^^^^^ error[gitlab-job-unknown]
  script:
    - !reference [.python, scrpt]
    #                      ^^^^^ error[gitlab-reference-unknown]: «.python» has no key «scrpt». Did you mean «script»?
    - !reference [.setup, script]
    - !reference [default, before_script]
    # - !reference [.none, script]
.python: {script: [make], stage: build}
.setup: {extends: .python}
default: {before_script: [date]}
`));

test('jobs that cannot be: circles, later stages, nothing to do, refused keys', () =>
  holds(`stages: [build, train]
a: {stage: build, script: x, needs: [b]}
#                                    ^ error[gitlab-job-later]
#                                    ^ error[cycle]: These stages wait for each other: a → b → a.
b: {stage: train, script: x, needs: [a]}
c: {stage: train}
#<^ error[gitlab-job-empty]
.x: {extends: .y}
#             ^^ error[cycle]
.y: {extends: .x}
d: {stage: train, script: x, when: never}
#                                  ^^^^^ error[wrong-value]
e: {stage: train, script: x, enviroment: y}
#                            ^^^^^^^^^^ error[unknown-key]: …Did you mean «environment»?
f: {stage: train, script: x, retry: 3, parallel: 300}
#                                   ^ error[wrong-value]
#                                                ^^^ error[wrong-value]
g: {stage: train, script: x, when: delayed}
#                                  ^^^^^^^ error[missing-key]: …«start_in»…
`));

test('a hidden job is judged by what takes it over', () =>
  holds(`stages: [build, deploy, verify]
.after: {needs: [deploy], dependencies: [other], when: delayed}
.spare: {needs: [nobody]}
.used: {needs: [nobody]}
#               ^^^^^^ error[gitlab-job-unknown]
deploy: {stage: deploy, script: x}
smoke: {extends: [.used], stage: verify, script: x}
build: {stage: build, script: x}
`));

test('a need that a condition may leave out, and its fix', () => {
  const text = `prepare:
  stage: build
  script: make
  rules: [{if: $CI_COMMIT_BRANCH == "main"}]
train:
  script: make
  needs: [prepare]
`;
  const [found, ...others] = readDialectFile(text, '.gitlab-ci.yml', {})?.diagnostics ?? [];
  expect([found?.rule, others]).toEqual(['gitlab-need-absent', []]);
  const [edit] = found?.fixes?.[0]?.edits ?? [];
  const mended = text.slice(0, edit?.range.start) + (edit?.text ?? '') + text.slice(edit?.range.end);
  expect(mended).toContain('needs: [{job: "prepare", optional: true}]');
  expect(readDialectFile(mended, '.gitlab-ci.yml', {})?.diagnostics).toEqual([]);
});

test.for([
  ['several conditions that may add up', 'rules: [{if: $A == "1"}, {if: $A != "1"}]', ''],
  ['a condition that only excludes', 'rules: [{if: $A != "1"}]', ''],
  ['a workflow that decides', 'rules: [{if: $A == "1"}]', 'workflow: {rules: [{if: $A == "1"}]}\n'],
  [
    'a need that has rules itself',
    'rules: [{if: $A == "1"}]',
    'train: {rules: [{if: $A == "1"}], script: x, needs: [prepare]}\n',
  ],
] as const)('nothing is said of needs with %s', ([, rules, more]) => {
  const own = more.startsWith('train') ? more : `${more}train: {script: x, needs: [prepare]}\n`;
  holds(`${own}prepare: {stage: build, script: x, ${rules}}\n`);
});

test('limits, rules that say never, caches of data', () =>
  holds(`never:
  script: x
  rules: [{when: never}, {if: $A, when: never}]
  #<^^^^^ warning[gitlab-job-never]
sometimes: {script: x, rules: [{if: $A, when: never}, {when: always}]}
pips: {script: x, cache: {key: pip, paths: [.cache/pip]}}
branch: {script: x, cache: {key: "$CI_COMMIT_REF_SLUG", paths: [data]}}
shared: {script: x, cache: [{key: all, paths: [data/prepared]}]}
#                                 ^^^ info[gitlab-cache-key]
wide:
  script: x
  parallel:
    matrix: [{A: [${Array.from({ length: 201 }, (_, i) => `"${i}"`).join(', ')}]}]
    #<^^^^^^ error[gitlab-matrix-large]: The matrix makes 201 jobs; GitLab allows 200.
many:
  script: x
  needs: [${Array.from({ length: 51 }, () => 'pips').join(', ')}]
  #<^^^^^ warning[gitlab-needs-many]
  dependencies: [branch]
  #              ^^^^^^ error[gitlab-dependency-not-needed]
`));

test('an artifact that does not reach the job', () => {
  const facts = { files: ['.gitlab-ci.yml', 'train.py', 'src/data.csv'] };
  const pipeline = (needs: string, script = 'python train.py data/train.csv') => `prepare:
  stage: build
  script: make
  artifacts: {paths: [data/train.csv, ./models/, src/data.csv]}
lint: {stage: build, script: make}
train:
  script: ${script}
  ${needs}
`;
  holds(
    pipeline('needs: [lint]').replace(
      'data/train.csv\n',
      'data/train.csv\n  #                       ^^^^^^^^^^^^^^ info[gitlab-artifact-unreached]: «data/train.csv» is an artifact of «prepare»…\n',
    ),
    facts,
  );
  holds(pipeline('needs: [lint, prepare]'), facts);
  holds(pipeline('needs: [lint, {job: prepare, artifacts: true}]'), facts);
  holds(pipeline('stage: test'), facts);
  holds(pipeline('needs: [lint]', 'make -o data/train.csv'), facts);
  holds(pipeline('needs: [lint]', 'cat src/data.csv'), facts);
  holds(pipeline('needs: [lint]'), {});
});

test('secrets in variables of the file and of jobs', () =>
  holds(`variables:
  API_TOKEN: 8f14e45fceea167a
  #          ^^^^^^^^^^^^^^^^ error[secret-literal]
  TOKEN: $CI_JOB_TOKEN
train:
  script: x
  variables: {DB_PASSWORD: hunter22hunter22}
  #                        ^^^^^^^^^^^^^^^^ error[secret-literal]
`));

const included: Facts = {
  files: ['.gitlab-ci.yml', 'ci/base.yml', 'ci/jobs.yml'],
  texts: {
    'ci/base.yml': 'stages: [build, fit]\n.base: {script: [x], stage: fit}\n',
    'ci/jobs.yml': 'include: /ci/base.yml\nprepare: {extends: .base}\n',
  },
};

test('local includes are read: their jobs and stages are known, and others are not', () => {
  holds(
    `include:
  - ci/jobs.yml
  - {local: /ci/jbos.yml}
  #         ^^^^^^^^^^^^ error[gitlab-include-missing]: …Did you mean «ci/jobs.yml»?
train: {stage: fit, script: x, needs: [prepare, nobody]}
`,
    included,
  );
  holds(
    `include: [{local: /ci/jobs.yml}]
train: {stage: fit, extends: .base, needs: [prepare, nobody]}
#                                                    ^^^^^^ error[gitlab-job-unknown]
later: {stage: fti, script: x}
#              ^^^ error[gitlab-stage-unknown]: …Did you mean «fit»?
`,
    included,
  );
  holds(
    'include: [{local: /ci/jobs.yml}, {template: X.yml}]\ntrain: {stage: x, needs: [nobody], script: x}\n',
    included,
  );
});

test('inputs of the header, used, unknown and left over', () =>
  holds(
    `spec:
  inputs:
    epochs: {default: 3, type: number, description: how long}
    spare: {}
    #<^^^^^ info[gitlab-input-unused]
    kind: {tpye: string, options: [a, b]}
    #      ^^^^ warning[unknown-key]
---
"train-$[[ inputs.kind ]]":
  script: make $[[ inputs.epochs | expand_vars ]] $[[ inputs.epoch ]]
  #                                                          ^^^^^ error[gitlab-input-unknown]: …Did you mean «epochs»?
`,
    {},
    'train.gitlab-ci.yml',
  ));

test('a matrix tells how many jobs it stands for', () => {
  const read = readDialectFile(
    'train: {script: x, parallel: {matrix: [{A: [1, 2], B: [3, 4, 5]}, {A: 6}]}}\n',
    '.gitlab-ci.yml',
    {},
  );
  expect(read?.reading.notes.map(({ inlay }) => inlay)).toEqual(['7 jobs']);
});

test('a job without needs waits for the nearest stage that has jobs', () => {
  const read = readDialectFile(
    'stages: [a, b, c]\none: {stage: a, script: x}\ntwo: {stage: a, script: x}\nend: {stage: c, script: x}\nfree: {stage: c, script: x, needs: []}\n',
    '.gitlab-ci.yml',
    {},
  );
  expect(read?.reading.stages.map(({ name, needs }) => [name, needs])).toEqual([
    ['one', []],
    ['two', []],
    ['end', ['one', 'two']],
    ['free', []],
  ]);
});
