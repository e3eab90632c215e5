// `trainyard retrain`: runs the pipeline, passes the gates, registers, and goes out by the target's strategy.

import { randomUUID } from 'node:crypto';
import { whoAsks } from '../../connect/whoAsks.ts';
import { exitCodes } from '../exitCodes.ts';
import { followRollout, tellRollout } from '../followRollout.ts';
import { findPython, shellVariables } from '../interpreter.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { verb } from '../verb.ts';

const leaving = 'Retraining goes on unattended. «trainyard status» shows the run, «trainyard deployments» the rollout.';

export const retrain = verb({
  name: 'retrain',
  summary: 'Trains anew, and brings the new version out through gates and steps.',
  usage: ['retrain [PIPELINE] [--target TARGET] [--why TEXT] [--detach] [--json]'],
  options: {
    target: {
      type: 'string',
      short: 't',
      value: 'TARGET',
      help: 'Where the new version goes; default: the target that is watched, or the only one.',
    },
    why: { type: 'string', value: 'TEXT', help: 'Kept in the audit trail.' },
    python: { type: 'string', value: 'PATH', help: 'The Python interpreter of the run.' },
    detach: { type: 'boolean', short: 'd', help: 'Start it and return at once.' },
  },
  notes: ['Ctrl+C leaves it to itself: it goes on unattended, as an alert’s retraining does.'],
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    const pipeline = await choosePipeline(typed, io.cwd, 'retrain');
    const python = await findPython(options.python, io.env, io.cwd);
    const who = await whoAsks(io);
    return withService(io, async service => {
      const begun = await service.retrain({
        ...{ key: randomUUID(), pipeline, who, env: shellVariables(io.env) },
        ...(options.target === undefined ? {} : { target: options.target }),
        ...(options.why === undefined ? {} : { why: options.why }),
        ...(python === null ? {} : { python }),
      });
      if (options.detach) {
        if (isJson) printJson(io, { operation: begun });
        else io.out(`${leaving}\n`);
        return exitCodes.done;
      }
      const ended = await operationEnd(service, begun, { io, isJson, leaving });
      if (ended.state === 'running') return exitCodes.failed;
      const failed = tellTrouble(ended, { io, isJson });
      if (failed !== null) return failed;
      const { deployment, rollout } = ended.result ?? {};
      const followed = await followRollout(service, {
        ...{ id: String(deployment), io, isJson },
        ...(typeof rollout === 'string' ? { rollout } : {}),
      });
      return tellRollout(followed, { io, isJson, good: ['promoted', 'awaiting-approval'] });
    });
  },
});
