// `trainyard init`: writes a first pipeline.yaml from what lies in the folder.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { nodePorts } from '../../engine/node/ports.ts';
import { walkProject } from '../../engine/pipeline/walkProject.ts';
import {
  type FolderContents,
  firstStage,
  isScript,
  pipelineText,
  proposePipeline,
  scriptLimits,
} from '../../present/proposePipeline.ts';
import { exitCodes } from '../exitCodes.ts';
import { count } from '../plural.ts';
import { printJson, printLines } from '../print.ts';
import { UsageError, verb } from '../verb.ts';

const fileName = 'pipeline.yaml';

export const init = verb({
  name: 'init',
  summary: 'Creates a pipeline.yaml from the scripts and data of this folder.',
  usage: ['init [--json]'],
  options: {},
  maxArgs: 0,
  async run({ io, isJson }) {
    const proposal = proposePipeline(basename(io.cwd), await readFolder(io.cwd));
    await write(join(io.cwd, fileName), pipelineText(proposal));
    const stages = proposal.stages.length === 0 ? [firstStage] : proposal.stages.map(({ name }) => name);
    if (isJson) printJson(io, { file: fileName, stages });
    else
      printLines(io, [
        `${fileName} is there with ${count(stages.length, 'stage')}: ${stages.join(', ')}.`,
        'Look through what each stage reads («deps») and writes («outs»), then: trainyard check, trainyard run',
      ]);
    return exitCodes.done;
  },
});

async function readFolder(folder: string): Promise<FolderContents> {
  const { files } = await walkProject(nodePorts().files, folder);
  const scripts: Record<string, string> = {};
  for (const path of files.filter(isScript).slice(0, scriptLimits.count)) {
    const { size } = await stat(join(folder, path));
    if (size <= scriptLimits.bytes) scripts[path] = await readFile(join(folder, path), 'utf8');
  }
  return { files, scripts };
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
