// A small project whose stages are plain shell: quick to run, with a metric, a cached stage and one that can be made to fail.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const pipelineText = `apiVersion: trainyard/v1
kind: Pipeline
name: shell-demo

params:
  file: params.yaml

stages:
  prepare:
    desc: Copies the words.
    cmd: cp words.txt clean.txt
    deps: [words.txt]
    outs: [clean.txt]

  count:
    desc: Counts the words.
    cmd: |
      echo counting with \${{ params.count.scale }}
      printf '{"words": %s, "loss": 0.25}' "$(wc -w < clean.txt | tr -d ' ')" > metrics.json
    deps: [clean.txt]
    params: [count]
    metrics: [metrics.json]
`;

export function layProject(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pipeline.yaml'), pipelineText);
  writeFileSync(join(folder, 'params.yaml'), 'count:\n  scale: 2\n');
  writeFileSync(join(folder, 'words.txt'), 'one two three\n');
  return folder;
}
