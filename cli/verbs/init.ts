// `trainyard init`: writes a first pipeline.yaml from what lies in the folder.
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { exitCodes } from '../exitCodes.ts';
import { count } from '../plural.ts';
import { printJson, printLines } from '../print.ts';
import { proposePipeline } from '../proposePipeline.ts';
import { UsageError, verb } from '../verb.ts';

const fileName = 'pipeline.yaml';

export const init = verb({
  name: 'init',
  summary: 'Creates a pipeline.yaml from the scripts and data of this folder.',
  usage: ['init [--json]'],
  options: {},
  maxArgs: 0,
  async run({ io, isJson }) {
    const proposal = proposePipeline(basename(io.cwd), await listFiles(io.cwd)) ?? skeleton;
    await write(join(io.cwd, fileName), proposal.text);
    if (isJson) printJson(io, { file: fileName, stages: proposal.stages });
    else
      printLines(io, [
        `${fileName} is there with ${count(proposal.stages.length, 'stage')}: ${proposal.stages.join(', ')}.`,
        'Say in «outs» what each stage writes, then: trainyard check, trainyard run',
      ]);
    return exitCodes.done;
  },
});

const skeleton = {
  stages: ['hello'],
  text: `apiVersion: trainyard/v1
kind: Pipeline
name: my-pipeline

stages:
  hello:
    # Replace this by your own command, such as: python train.py
    cmd: echo hello > hello.txt
    outs: [hello.txt]
`,
};

/** Two levels are enough to propose stages. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isFile()) found.push(entry.name);
    if (!entry.isDirectory()) continue;
    const below = await readdir(join(folder, entry.name), { withFileTypes: true }).catch(() => []);
    for (const inner of below) if (inner.isFile()) found.push(`${entry.name}/${inner.name}`);
  }
  return found.sort();
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new UsageError(`There is a ${fileName} here already.`, 'init');
    throw error;
  }
}
