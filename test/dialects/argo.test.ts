// Rules, names and notes of Argo workflows.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks } from '../kit/dialectFindings.ts';
import { readMarks } from '../kit/marks.ts';

const holds = (fixture: string, facts: Facts = {}): void => {
  const [found, marked] = dialectAgainstMarks(fixture, 'train.yaml', facts);
  expect(found).toEqual(marked);
};

const workflow = (templates: string, spec = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: train}
spec:
  entrypoint: main
${spec}  templates:
${templates}`;
const echo = `    - name: echo
      inputs: {parameters: [{name: text}]}
      outputs: {parameters: [{name: said, valueFrom: {path: /tmp/said}}]}
      container: {image: "alpine:3.20", args: ["{{inputs.parameters.text}}"]}
`;

test('a sound workflow with loops, hooks, expressions and data between tasks has no findings', () =>
  holds(
    workflow(
      `    - name: main
      inputs: {parameters: [{name: top-k, value: "5"}]}
      parallelism: 2
      dag:
        target: report
        tasks:
          - name: fetch
            template: echo
            arguments: {parameters: [{name: text, value: "{{workflow.parameters.data}}"}]}
          - name: grid
            template: echo
            depends: fetch.Succeeded
            withItems: [{lr: 0.1, depth: 3}, {lr: 0.2, depth: 5}]
            arguments: {parameters: [{name: text, value: "{{item.lr}} {{item.depth}}"}]}
          - name: report
            template: echo
            depends: grid && (fetch.Succeeded || fetch.Skipped)
            when: "{{=asInt(inputs.parameters['top-k']) > 1}}"
            arguments: {parameters: [{name: text, value: "{{tasks.fetch.outputs.parameters.said}} {{tasks.name}}"}]}
            hooks:
              exit: {template: echo, arguments: {parameters: [{name: text, value: "{{tasks.report.outputs.parameters.said}}"}]}}
${echo}`,
      '  onExit: bye\n  arguments: {parameters: [{name: data, value: s3://lake}]}\n',
    ) +
      `    - name: bye
      inputs: {artifacts: [{name: log, raw: {data: "{{workflow.status}}"}}]}
      container: {image: "alpine:3.20", args: ["{{inputs.artifacts.log.path}}", "{{workflow.creationTimestamp.Y}}"]}
`,
  ));

test('keys that are seldom used are keys', () =>
  holds(`apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, labels: {a: b}}
spec:
  schedules: ["0 3 * * *", "@daily"]
  timezone: Europe/Paris
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 60
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 1
  stopStrategy: {expression: cronworkflow.failed > 3}
  when: "{{= cronworkflow.lastScheduledTime == nil }}"
  workflowMetadata: {labels: {a: b}}
  workflowSpec:
    entrypoint: main
    podGC: {strategy: OnPodSuccess, deleteDelayDuration: 30s, labelSelector: {matchLabels: {a: b}}}
    podMetadata: {labels: {a: b}, annotations: {c: d}}
    artifactGC: {strategy: OnWorkflowDeletion, forceFinalizerRemoval: true, podSpecPatch: x}
    artifactRepositoryRef: {configMap: a, key: b}
    synchronization: {mutexes: [{name: m, database: true}], semaphores: [{configMapKeyRef: {name: a, key: b}}, {database: {key: k}}]}
    ttlStrategy: {secondsAfterCompletion: 10, secondsAfterSuccess: 5, secondsAfterFailure: 20}
    volumeClaimGC: {strategy: OnWorkflowCompletion}
    retryStrategy: {limit: "3", retryPolicy: OnError, backoff: {duration: "1", factor: 2, maxDuration: 1m, cap: 10s}, affinity: {nodeAntiAffinity: {}}}
    metrics: {prometheus: [{name: m, help: h, labels: [{key: a, value: b}], when: x, gauge: {value: "1", realtime: true}}]}
    templateDefaults: {container: {image: "a:1", anyKeyOfKubernetes: 1}, timeout: 10m, retryStrategy: {limit: 2}}
    volumes: [{name: v, emptyDir: {sizeLimit: 1Gi}, keyOfKubernetes: x}]
    volumeClaimTemplates: [{metadata: {name: w}, spec: {resources: {}}}]
    securityContext: {runAsNonRoot: true, fsGroup: 2000}
    affinity: {nodeAffinity: {}}
    tolerations: [{key: gpu, operator: Exists}]
    nodeSelector: {kind: gpu}
    archiveLogs: true
    workflowMetadata: {labelsFrom: {a: {expression: x}}}
    hooks: {failed: {template: call, expression: workflow.status == "Failed"}}
    podDisruptionBudget: {minAvailable: 1}
    shutdown: Stop
    executor: {serviceAccountName: e}
    templates:
      - name: main
        failFast: false
        steps: [[{name: a, template: set}, {name: b, template: data, continueOn: {failed: true}}], [{name: c, template: made}]]
      - name: set
        memoize: {key: k, maxAge: 1h, cache: {configMap: {name: c}}}
        synchronization: {mutexes: [{name: x, namespace: y}]}
        pendingTimeout: 5m
        podResources: {limits: {cpu: 2}}
        resourceClaims: [{name: gpu}]
        initContainers: [{name: i, image: "a:1", mirrorVolumeMounts: true}]
        sidecars: [{name: s, image: "a:1"}]
        archiveLocation: {archiveLogs: true, s3: {bucket: b, key: k}}
        containerSet:
          retryStrategy: {retries: 2, duration: 10s}
          volumeMounts: [{name: v, mountPath: /v}]
          containers: [{name: main, image: "a:1", dependencies: [first]}, {name: first, image: "a:1"}]
      - name: data
        inputs:
          parameters: [{name: p, default: a, enum: [a, b], description: d}]
          artifacts: [{name: code, path: /src, mode: 0755, git: {repo: "https://x", depth: 1}, archive: {none: {}}, optional: true}]
        data:
          source: {artifactPaths: {name: p, s3: {bucket: "{{inputs.parameters.p}}"}}}
          transformation: [{expression: "filter(data, {# endsWith 'pdf'})"}]
      - name: made
        resource: {action: create, setOwnerReference: true, successCondition: a, failureCondition: b, flags: [--x], manifest: "kind: Job"}
        outputs: {parameters: [{name: n, valueFrom: {jsonPath: "{.metadata.name}", default: x}, globalName: g}]}
      - name: call
        http: {url: "https://x", method: POST, headers: [{name: a, valueFrom: {secretKeyRef: {name: a, key: b}}}], body: x, timeoutSeconds: 20, successCondition: response.statusCode == 200}
      - name: own
        plugin: {anything: {goes: here}}
      - name: wait
        suspend: {duration: "20"}
        outputs: {parameters: [{name: said, valueFrom: {supplied: {}}}]}
`));

test('recursion and templates without a caller are nobody’s business', () =>
  holds(
    workflow(`    - name: main
      steps:
        - - {name: flip, template: main, when: "{{workflow.status}} == Running"}
    - name: spare
      suspend: {}
`),
  ));

test('templates, tasks and results that are not there are named with the nearest one', () =>
  holds(
    workflow(
      `    - name: main
      dag:
        target: reprot
        #       ^^^^^^ error[argo-task-unknown]: …Did you mean «report»?
        tasks:
          - {name: fetch, template: ecko, onExit: byee}
          #                         ^^^^ error[argo-template-unknown]: …Did you mean «echo»?
          #                                       ^^^^ error[argo-template-unknown]: There is no template «byee» in this workflow.
          - name: report
            template: echo
            depends: fetsh.Succeded
            #        ^^^^^ error[argo-task-unknown]: …Did you mean «fetch»?
            #              ^^^^^^^^ error[argo-reference-unknown]: «Succeded» is no result of a task. Did you mean «Succeeded»?
            arguments: {parameters: [{name: text, value: x}]}
${echo}`,
    ),
  ));

test('arguments are held against the inputs of the template', () =>
  holds(
    workflow(
      `    - name: main
      steps:
        - - {name: one, template: echo}
        #                         ^^^^ error[argo-argument-missing]: The template «echo» needs the parameter «text»…
        - - name: two
            template: fit
            #         ^^^ error[argo-argument-missing]: The template «fit» needs the artifact «data»…
            arguments:
              parameters: [{name: tetx, value: a}]
              #                   ^^^^ warning[argo-argument-unknown]: The template «fit» takes no parameter «tetx»; what is given goes nowhere.
        - - {name: three, template: fit, arguments: {artifacts: [{name: data, raw: {data: x}}]}}
${echo}    - name: fit
      inputs: {artifacts: [{name: data, path: /data}, {name: more, path: /more, optional: true}]}
      container: {image: "alpine:3.20"}
`,
    ),
  ));

test('data is there only for tasks that wait for it, and the fix says so', () => {
  const fixture = workflow(
    `    - name: main
      dag:
        tasks:
          - {name: fetch, template: echo, arguments: {parameters: [{name: text, value: x}]}}
          - {name: check, template: echo, dependencies: [fetch], arguments: {parameters: [{name: text, value: x}]}}
          - name: through
            template: echo
            dependencies: [check]
            arguments: {parameters: [{name: text, value: "{{tasks.fetch.outputs.parameters.said}}"}]}
          - name: alone
            template: echo
            arguments: {parameters: [{name: text, value: "{{tasks.fetch.outputs.parameters.said}}"}]}
            #                                                     ^^^^^ error[argo-dependency-missing]
          - name: listed
            template: echo
            dependencies:
              - alone
            arguments: {parameters: [{name: text, value: "{{tasks.check.outputs.parameters.said}}"}]}
            #                                                     ^^^^^ error[argo-dependency-missing]
${echo}`,
  );
  holds(fixture);
  const mended = mend(readMarks(fixture).text);
  expect(mended).toContain('- name: alone\n            dependencies: [fetch]\n');
  expect(mended).toContain('              - alone\n              - check\n');
  expect(readDialectFile(mended, 'train.yaml', {})?.diagnostics).toEqual([]);
});

/** The text with the first fix of every finding. */
function mend(text: string): string {
  const found = readDialectFile(text, 'train.yaml', {})?.diagnostics ?? [];
  const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((now, { range, text: added }) => now.slice(0, range.start) + added + now.slice(range.end), text);
}

test('lists of dependencies become expressions where a DAG has both', () => {
  const text = workflow(`    - name: main
      dag:
        tasks:
          - {name: a, template: main}
          - {name: b, template: main, dependencies: [a]}
          - {name: c, template: main, depends: a && b}
`);
  expect(readDialectFile(text, 'train.yaml', {})?.diagnostics.map(({ rule }) => rule)).toEqual(['argo-depends-both']);
  expect(mend(text)).toContain('{name: b, template: main, depends: "a"}');
});

test('a circle of tasks is told with its path', () =>
  holds(
    workflow(`    - name: main
      dag:
        tasks:
          - {name: a, template: main, dependencies: [b]}
          #                                          ^ error[cycle]: These stages wait for each other: a → b → a.
          - {name: b, template: main, dependencies: [a]}
`),
  ));

test('what stands in braces is looked up where it stands', () =>
  holds(
    workflow(
      `    - name: main
      inputs: {parameters: [{name: rate, value: "1"}, {name: top-k, value: "2"}]}
      steps:
        - - name: one
            template: echo
            arguments: {parameters: [{name: text, value: "{{inputs.parameters.rat}} {{inputs.parameters.rate}}"}]}
            #                                                                 ^^^ error[argo-reference-unknown]: «rat» is no input of this template. Did you mean «rate»?
        - - name: two
            template: echo
            arguments: {parameters: [{name: text, value: "{{steps.one.outputs.parameters.sad}} {{item}}"}]}
            #                                                                            ^^^ error[argo-reference-unknown]: …Did you mean «said»?
            #                                                                                    ^^^^ error[argo-reference-unknown]: «item» is no value here: this task has no loop…
        - - name: three
            template: echo
            withItems: [{lr: 1}]
            arguments: {parameters: [{name: text, value: "{{item.rl}} {{workflow.nmae}} {{=inputs.parameters.top-k}}"}]}
            #                                                    ^^ error[argo-reference-unknown]: «rl» is no key of the items, so Argo refuses the workflow.
            #                                                                    ^^^^ error[argo-reference-unknown]: «nmae» is no variable of Argo. Did you mean «name»?
            #                                                                              ^^^^^^^^^^^^^^^^^^^^^^^ error[argo-expression-hyphen]: …write inputs.parameters['top-k'].
        - - name: four
            template: echo
            when: "{{=inputs.parameters['top-kk'] == '2' && 'inputs.parameters.x' != ''}}"
            #                            ^^^^^^ error[argo-reference-unknown]: …Did you mean «top-k»?
            arguments: {parameters: [{name: text, value: "{{other.tool}} {{ .Values.x }}"}]}
${echo}`,
    ),
  ));

test('templates that are written inline have inputs and tasks of their own', () =>
  holds(
    workflow(`    - name: main
      dag:
        tasks:
          - name: outer
            inline:
              inputs: {parameters: [{name: own, value: "1"}]}
              steps:
                - - {name: first, template: main}
                - - {name: then, template: main, when: "{{steps.first.outputs.result}} == {{inputs.parameters.own}}"}
          - name: next
            dependencies: [outer]
            inline: {container: {image: "alpine:3.20", args: ["{{tasks.elsewhere.outputs.result}}"]}}
`),
  ));

test('what becomes of a task is known to those after it, a name has everything that is called', () =>
  holds(
    workflow(`    - name: main
      dag:
        tasks:
          - {name: a, template: steps}
          - {name: b, template: steps, when: "{{tasks.a.status}} == Succeeded && {{tasks.b.name}}"}
          #                                           ^ error[argo-dependency-missing]
    - name: steps
      steps:
        - - {name: one, template: main, when: "{{steps.two.status}} == Failed"}
          #                                            ^^^ error[argo-step-later]
          - {template: main, withSequence: {count: 1, end: 2}}
          #  ^^^^^^^^ error[missing-key]: «steps» needs the key «name».
          #                                           ^^^ error[argo-loops]
        - - {name: two, template: main, when: "{{steps.one.status}} == Failed"}
    - container: {image: "alpine:3.20"}
      #<^^^^^^^^^ error[missing-key]: «templates» needs the key «name».
`),
  ));

test('names that Argo refuses', () =>
  holds(`apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: a-name-that-is-too-long-for-a-workflow-that-runs-every-night}
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[argo-name-long]: The name has 60 characters; that of a CronWorkflow has at most 52.
spec:
  schedule: "0 3 * * *"
  #<^^^^^^^^ warning[key-deprecated]: «schedule» is deprecated; «schedules» took its place.
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - {name: first, template: main}
            - {name: 2nd, template: main, depends: first}
            #        ^^^ error[argo-name-digit]
            - {name: first, template: main}
            #        ^^^^^ error[argo-name-twice]
            - {name: a_b, template: main, continueOn: {failed: true}}
            #        ^^^ error[argo-name-form]
            #                             ^^^^^^^^^^ error[argo-continue-on]
`));

test('the old schedule becomes a list', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  workflowSpec: {workflowTemplateRef: {name: train}}
`;
  expect(mend(text)).toContain('  schedules: ["0 3 * * *"]\n');
});

test('one type of template, outputs that fit it, keys in their place', () =>
  holds(
    workflow(`    - name: main
    # ^^^^ error[one-of-keys]
      inputs: {}
    - name: two
    # ^^^^ error[one-of-keys]
      suspend: {}
      container: {image: "alpine:3.20"}
    - name: fit
      parallelism: 3
      #<^^^^^^^^^^^ error[argo-key-misplaced]
      script: {image: "python:3.12", source: print(1)}
      outputs:
        parameters:
          - {name: loss, valueFrom: {path: /tmp/loss}}
          - {name: rmse, valueFrom: {expression: "1"}}
          #              ^^^^^^^^^ error[argo-output-source]: The output «rmse» of a template with «script» needs valueFrom.path.
          - {name: given, value: "1"}
    - name: repeat
      timeout: 1h
      #<^^^^^^^ error[argo-key-misplaced]
      steps: [[{name: a, template: fit, withItems: [1], withParam: "[]"}]]
      #                                                 ^^^^^^^^^ error[argo-loops]
`),
  ));

const shared = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec:
  templates:
    - name: fetch
      inputs: {parameters: [{name: uri}, {name: region, default: eu}]}
      container: {image: "alpine:3.20", args: ["{{inputs.parameters.uri}} {{inputs.parameters.region}}"]}
`;

test('templates of other files of the project are known, those of the cluster are not', () =>
  holds(
    workflow(`    - name: main
      steps:
        - - {name: a, templateRef: {name: tools, template: fetsh}}
        #                                                  ^^^^^ error[argo-ref-unknown]: «tools» in tools.yaml has no template «fetsh». Did you mean «fetch»?
          - {name: b, templateRef: {name: tools, template: fetch}}
          #                                                ^^^^^ error[argo-argument-missing]: …«uri»…
          - {name: c, templateRef: {name: in-the-cluster, template: any}}
          - {name: d, templateRef: {name: tools, template: fetch}, arguments: {parameters: [{name: uri, value: x}]}}
`),
    { texts: { 'tools.yaml': shared, 'other.yaml': '{{- if .Values.x }}\nkind: WorkflowTemplate\n' } },
  ));

test('a workflow that refers to a template has its entry point there', () =>
  holds(
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: ftech
  #           ^^^^^ error[argo-ref-unknown]: …Did you mean «fetch»?
  arguments: {parameters: [{name: any, value: x}]}
  workflowTemplateRef: {name: tools}
`,
    { texts: { 'tools.yaml': shared } },
  ));

test('a WorkflowTemplate exports its templates and takes parameters and artifacts from outside', () =>
  holds(`${shared}    - name: train
      inputs: {artifacts: [{name: data, path: /data}]}
      container: {image: "alpine:3.20", args: ["{{workflow.parameters.rate}}"]}
    - name: all
      steps: [[{name: train, template: train}]]
`));

test('what an expression is worth, and how often a task runs, is told beside it', () => {
  const text = workflow(
    `    - name: main
      steps:
        - - {name: say, template: echo, withItems: [a, b, c], arguments: {parameters: [{name: text, value: "{{workflow.parameters.data}}"}]}}
        - - {name: count, template: echo, withSequence: {start: 2, end: 5}, arguments: {parameters: [{name: text, value: x}]}}
${echo}`,
    '  arguments: {parameters: [{name: data, value: s3://lake}]}\n',
  );
  const notes = readDialectFile(text, 'train.yaml', {})?.reading.notes ?? [];
  expect(notes.map(({ inlay }) => inlay)).toEqual(['s3://lake', '3 times', '4 times']);
});

test('an input whose one use is misspelt is not called unused as well', () =>
  holds(
    workflow(`    - name: main
      steps: [[{name: a, template: say, arguments: {parameters: [{name: what, value: x}]}}]]
    - name: say
      inputs: {parameters: [{name: what}]}
      container: {image: "alpine:3.20", args: ["{{inputs.parameters.wht}}"]}
      #                                                             ^^^ error[argo-reference-unknown]
`),
  ));
