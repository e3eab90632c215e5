// Compiled Kubeflow pipelines: names, types, waits; large files are read at once.
import { expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks } from '../kit/dialectFindings.ts';

const holds = (fixture: string): void => {
  const [found, marked] = dialectAgainstMarks(fixture, 'compiled.yaml');
  expect(found).toEqual(marked);
};

const sound = `# PIPELINE DEFINITION
pipelineInfo:
  name: demand
schemaVersion: 2.1.0
sdkVersion: kfp-2.9.0
root:
  inputDefinitions:
    parameters:
      region: {parameterType: STRING, defaultValue: north}
      days: {parameterType: NUMBER_INTEGER}
  outputDefinitions:
    parameters:
      score: {parameterType: NUMBER_DOUBLE}
  dag:
    outputs:
      parameters:
        score: {valueFromParameter: {outputParameterKey: Output, producerSubtask: for-each}}
    tasks:
      load:
        cachingOptions: {enableCache: true}
        componentRef: {name: comp-load}
        inputs:
          parameters:
            region: {componentInputParameter: region}
            url: {runtimeValue: {constant: "https://example.org/{{$.inputs.parameters['pipelinechannel--region']}}"}}
            pipelinechannel--region: {componentInputParameter: region}
        taskInfo: {name: load}
      for-each:
        componentRef: {name: comp-for-each}
        dependentTasks: [load]
        inputs:
          artifacts:
            pipelinechannel--load-data: {taskOutputArtifact: {outputArtifactKey: data, producerTask: load}}
        parameterIterator:
          itemInput: pipelinechannel--days-loop-item
          items: {raw: "[1, 2]"}
        taskInfo: {name: for-each}
components:
  comp-load:
    executorLabel: exec-load
    inputDefinitions:
      parameters:
        region: {parameterType: STRING}
        url: {parameterType: STRING}
        limit: {parameterType: NUMBER_INTEGER, isOptional: true}
    outputDefinitions:
      artifacts:
        data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}
  comp-for-each:
    dag:
      outputs:
        parameters:
          Output: {valueFromParameter: {outputParameterKey: Output, producerSubtask: train}}
      tasks:
        train:
          componentRef: {name: comp-train}
          inputs:
            artifacts:
              data: {componentInputArtifact: pipelinechannel--load-data}
            parameters:
              days: {componentInputParameter: pipelinechannel--days-loop-item}
          taskInfo: {name: train}
    inputDefinitions:
      artifacts:
        pipelinechannel--load-data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}
      parameters:
        pipelinechannel--days-loop-item: {parameterType: NUMBER_INTEGER}
    outputDefinitions:
      parameters:
        Output: {parameterType: NUMBER_DOUBLE}
  comp-train:
    executorLabel: exec-train
    inputDefinitions:
      artifacts:
        data: {artifactType: {schemaTitle: system.Artifact, schemaVersion: 0.0.1}}
      parameters:
        days: {parameterType: NUMBER_DOUBLE}
    outputDefinitions:
      parameters:
        Output: {parameterType: NUMBER_DOUBLE}
deploymentSpec:
  executors:
    exec-load: {container: {image: "registry.example.org:5000/load:1.2", command: [python]}}
    exec-train: {container: {image: "python@sha256:0123456789abcdef"}}
---
platforms:
  kubernetes:
    deploymentSpec:
      executors:
        exec-train: {nodeSelector: {labels: {pool: gpu}}}
`;

test('a pipeline with a loop and a second document has no findings, and a graph for each dag', () => {
  holds(sound);
  const stages = readDialectFile(sound, 'compiled.yaml', {})?.reading.stages;
  expect(stages?.map(({ name, needs }) => [name, needs])).toEqual([
    ['root/load', []],
    ['root/for-each', ['root/load']],
    ['comp-for-each/train', []],
  ]);
});

test('a pipeline with an importer and a task for the end has no findings', () =>
  holds(`pipelineInfo: {name: end}
schemaVersion: "2.1.0"
root:
  dag:
    tasks:
      import: {componentRef: {name: comp-import}, inputs: {parameters: {uri: {runtimeValue: {constant: "gs://x"}}}}}
      tell:
        componentRef: {name: comp-tell}
        dependentTasks: [import]
        inputs: {parameters: {status: {taskFinalStatus: {producerTask: import}}}}
        triggerPolicy: {strategy: ALL_UPSTREAM_TASKS_COMPLETED}
components:
  comp-import:
    executorLabel: exec-import
    inputDefinitions: {parameters: {uri: {parameterType: STRING}}}
    outputDefinitions: {artifacts: {artifact: {artifactType: {schemaTitle: system.Model}}}}
  comp-tell:
    executorLabel: exec-tell
    inputDefinitions: {parameters: {status: {isOptional: true, parameterType: TASK_FINAL_STATUS}}}
deploymentSpec:
  executors:
    exec-import: {importer: {artifactUri: {runtimeParameter: uri}, typeSchema: {schemaTitle: system.Model}}}
    exec-tell: {container: {image: "python:3.12"}}
`));

test('names lead somewhere, types meet, waits are listed', () =>
  holds(`pipelineInfo: {name: demand}
schemaVersion: 2.1.0
root:
  inputDefinitions: {parameters: {region: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {x: {valueFromParameter: {outputParameterKey: out, producerSubtask: mak}}}}
    #                                                                                         ^^^ error[kfp-name-unknown]: There is no task «mak». Did you mean «make»?
    tasks:
      make:
        componentRef: {name: comp-make}
        inputs: {parameters: {region: {componentInputParameter: regio}}}
        #                                                       ^^^^^ error[kfp-name-unknown]: There is no input of the pipeline «regio». Did you mean «region»?
      use:
        componentRef: {name: comp-use}
        inputs:
        #<^^^^^^ error[kfp-input-missing]: The component «comp-use» needs the input «count»…
          parameters:
            flag: {taskOutputParameter: {producerTask: make, outputParameterKey: Output}}
            #<^^^^ warning[kfp-type-mismatch]: The input «flag» is of type BOOLEAN; this is of type STRING.
            #                                          ^^^^ error[kfp-dependency-missing]: This task uses what «make» gives…
            coun: {taskOutputParameter: {producerTask: make, outputParameterKey: Outpt}}
            #<^^^^ error[kfp-name-unknown]: There is no input of comp-use «coun». Did you mean «count»?
            #                                                                    ^^^^^ error[kfp-name-unknown]: There is no output of make «Outpt». Did you mean «Output»?
      gone: {componentRef: {name: comp-gone}, dependentTasks: [use, gone]}
      #                           ^^^^^^^^^ error[kfp-name-unknown]: There is no component «comp-gone»…
      #                                                             ^^^^ error[cycle]
components:
  comp-make:
    executorLabel: exec-make
    inputDefinitions: {parameters: {region: {parameterType: STRING}}}
    outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  comp-use:
    executorLabel: exec-use
    #              ^^^^^^^^ error[kfp-name-unknown]: There is no executor «exec-use».
    inputDefinitions: {parameters: {flag: {parameterType: BOOLEAN}, count: {parameterType: NUMBER_INTEGER}}}
  comp-idle:
  #<^^^^^^^^^ info[kfp-component-unused]
    executorLabel: exec-make
deploymentSpec: {executors: {exec-make: {container: {image: "python:latest"}}}}
#                                                            ^^^^^^^^^^^^^ info[kfp-image-unpinned]
`));

test('an output is one name where it is declared and where it is read', () => {
  const names = readDialectFile(sound, 'compiled.yaml', {})?.reading.names ?? [];
  const of = (kind: string) => names.filter(name => name.kind === kind).map(({ name, role }) => [name, role]);
  expect(of('output of comp-load')).toEqual([
    ['data', 'definition'],
    ['data', 'use'],
  ]);
  expect(of('output of comp-train')).toEqual([
    ['Output', 'definition'],
    ['Output', 'use'],
  ]);
});

test('hovers tell what keys mean: the format has a schema that judges nothing', () => {
  const read = readDialectFile(sound.replace('taskInfo:', 'anything: [1]\n        taskInfo:'), 'compiled.yaml', {});
  expect(read?.documents[0]?.schema?.properties?.components?.description).toBe('Components by name.');
  expect(read?.diagnostics).toEqual([]);
});

function bigPipeline(count: number): string {
  const tasks = Array.from({ length: count }, (_, i) => {
    const before = `task-${i - 1}`;
    const from = `{taskOutputParameter: {producerTask: ${before}, outputParameterKey: Output}}`;
    const value = i === 0 ? '{runtimeValue: {constant: 1}}' : from;
    const waits = i === 0 ? '' : `        dependentTasks: [${before}]\n`;
    return `      task-${i}:\n        componentRef: {name: comp-${i % 50}}\n${waits}        inputs: {parameters: {x: ${value}}}\n`;
  });
  const ports = '{parameters: {NAME: {parameterType: NUMBER_DOUBLE}}}';
  const components = Array.from(
    { length: 50 },
    (_, i) =>
      `  comp-${i}:\n    executorLabel: exec\n    inputDefinitions: ${ports.replace('NAME', 'x')}\n    outputDefinitions: ${ports.replace('NAME', 'Output')}\n`,
  );
  return `pipelineInfo: {name: big}
schemaVersion: 2.1.0
root:
  dag:
    tasks:
${tasks.join('')}components:
${components.join('')}deploymentSpec: {executors: {exec: {container: {image: "python:3.12"}}}}
`;
}

test('a pipeline of 2,000 tasks takes its share of time and no more', () => {
  const timeOf = (count: number): number => {
    const text = bigPipeline(count);
    const times = [1, 2, 3, 4].map(() => {
      const before = performance.now();
      const read = readDialectFile(text, 'compiled.yaml', {});
      expect(read?.diagnostics).toEqual([]);
      expect(read?.reading.stages.length).toBe(count);
      return performance.now() - before;
    });
    return Math.min(...times);
  };
  // Eight times as many tasks; what grows with their square would take 64 times as long.
  expect(timeOf(2000) / timeOf(250)).toBeLessThan(32);
});
