// `trainyard deploy`: brings a version to a target and follows the rollout to its verdict.

import { randomUUID } from 'node:crypto';
import { whoAsks } from '../../connect/whoAsks.ts';
import type { ProjectPath } from '../../engine/domain/ids.ts';
import { trouble } from '../../engine/errors.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { loadPipeline } from '../../engine/pipeline/loadPipeline.ts';
import { exitCodes } from '../exitCodes.ts';
import { followRollout, tellRollout } from '../followRollout.ts';
import { shellVariables } from '../interpreter.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson } from '../print.ts';
import { choosePipeline, findRoot, withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

export const deploy = verb({
  name: 'deploy',
  summary: 'Brings a model version to a target, step by step as the pipeline file says.',
  usage: ['deploy [TARGET] [--version VERSION] [--now] [--why TEXT] [--detach] [--json]'],
  options: {
    pipeline: {
      type: 'string',
      short: 'p',
      value: 'PIPELINE',
      help: 'A file or a pipeline’s name; needed where there are several.',
    },
    version: { type: 'string', value: 'VERSION', help: 'A number or an alias; default: the newest version.' },
    now: { type: 'boolean', help: 'Leave out the steps: all traffic as soon as the version is ready.' },
    why: { type: 'string', value: 'TEXT', help: 'Kept in the audit trail.' },
    detach: { type: 'boolean', short: 'd', help: 'Start the rollout and return at once.' },
  },
  notes: [
    'TARGET is a name under «deploy» in the pipeline file; it may be left out where there is one.',
    'Ctrl+C leaves the rollout to itself. The exit code is 0 when the version is promoted and its hash confirmed.',
  ],
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    const pipeline = await choosePipeline(options.pipeline, io.cwd, 'deploy');
    const target = typed ?? (await onlyTarget(pipeline, io.cwd));
    const who = await whoAsks(io);
    return withService(io, async service => {
      const begun = await service.deploy({
        ...{ key: randomUUID(), pipeline, target, who, env: shellVariables(io.env) },
        ...(options.version === undefined ? {} : { version: readVersion(options.version) }),
        ...(options.now ? { now: true } : {}),
        ...(options.why === undefined ? {} : { why: options.why }),
      });
      const ended = await operationEnd(service, begun, { io, isJson });
      const failed = tellTrouble(ended, { io, isJson });
      if (failed !== null) return failed;
      const id = ended.subject ?? '';
      const rollout = ended.result?.rollout;
      if (options.detach) {
        const { deployment } = await service.deployment(id);
        if (isJson) printJson(io, { deployment, rollout: deployment.rollout });
        else
          io.out(
            `v${deployment.rollout?.to.version ?? '?'} goes out to ${target}. «trainyard deployments» shows it.\n`,
          );
        return exitCodes.done;
      }
      const followed = await followRollout(service, {
        ...{ id, io, isJson },
        ...(typeof rollout === 'string' ? { rollout } : {}),
      });
      return tellRollout(followed, { io, isJson, good: ['promoted', 'awaiting-approval'] });
    });
  },
});

/** `4` and `v4` are numbers, all else is an alias. */
export function readVersion(text: string): number | string {
  const number = /^v?(\d+)$/.exec(text)?.[1];
  return number === undefined ? text : Number(number);
}

async function onlyTarget(file: ProjectPath, cwd: string): Promise<string> {
  const { pipeline } = await loadPipeline(nodePorts().files, await findRoot(cwd), file);
  const names = [...(pipeline?.targets.keys() ?? [])];
  const [only, second] = names;
  if (pipeline !== null && only === undefined)
    throw new UsageError(`${file} has no «deploy» section, so there is nowhere to deploy to.`, 'deploy');
  if (second !== undefined) throw new UsageError(`There are several targets: ${names.join(', ')}. Name one.`, 'deploy');
  if (only === undefined) throw trouble('pipeline-invalid', { file, line: 1, count: 1, message: 'it has errors' });
  return only;
}
