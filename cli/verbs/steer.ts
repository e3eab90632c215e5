// `trainyard approve | promote | hold | resume | rollback | stop | start`: what a person does with a deployment.

import { randomUUID } from 'node:crypto';
import { whoAsks } from '../../connect/whoAsks.ts';
import type { RolloutState } from '../../engine/domain/deployment.ts';
import type { DeploymentAct } from '../../protocol/deployApi.ts';
import { findDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { followRollout, tellRollout } from '../followRollout.ts';
import type { Io } from '../io.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson } from '../print.ts';
import { withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

const common = {
  why: { type: 'string', value: 'TEXT', help: 'Kept in the audit trail.' },
} as const;
const detach = { type: 'boolean', short: 'd', help: 'Return at once.' } as const;
const targetNote = 'TARGET is a target’s name or PIPELINE/TARGET; it may be left out where one is deployed.';

export const approve = verb({
  name: 'approve',
  summary: 'Lets a rollout that waits for approval begin, or refuses it.',
  usage: ['approve [TARGET] [--reject] [--why TEXT] [--detach] [--json]'],
  options: { ...common, reject: { type: 'boolean', help: 'Refuse it: nothing changes.' }, detach },
  notes: [targetNote],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: options.reject ? 'reject' : 'approve', ...options, typed, io, isJson, verb: 'approve' }),
});
export const promote = verb({
  name: 'promote',
  summary: 'Gives the version in a rollout all traffic now.',
  usage: ['promote [TARGET] [--why TEXT] [--detach] [--json]'],
  options: { ...common, detach },
  notes: [targetNote],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: 'promote', ...options, typed, io, isJson, verb: 'promote' }),
});
export const rollback = verb({
  name: 'rollback',
  summary: 'Goes back to the version before, and waits until it is confirmed.',
  usage: ['rollback [TARGET] [--to VERSION] [--why TEXT] [--detach] [--json]'],
  options: {
    ...common,
    to: { type: 'string', value: 'VERSION', help: 'Go back to this version; default: the one before.' },
    detach,
  },
  notes: [targetNote, 'The exit code is 0 when the model servers confirm the hash of the version gone back to.'],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: 'rollback', ...options, typed, io, isJson, verb: 'rollback' }),
});
export const hold = verb({
  name: 'hold',
  summary: 'Stops a rollout where it is, until it is resumed.',
  usage: ['hold [TARGET] [--why TEXT] [--json]'],
  options: common,
  notes: [targetNote],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) => steer({ act: 'hold', ...options, typed, io, isJson, verb: 'hold' }),
});
export const resume = verb({
  name: 'resume',
  summary: 'Lets a rollout that holds go on.',
  usage: ['resume [TARGET] [--why TEXT] [--detach] [--json]'],
  options: { ...common, detach },
  notes: [targetNote],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: 'resume', ...options, typed, io, isJson, verb: 'resume' }),
});

export const stop = verb({
  name: 'stop',
  summary: 'Ends what serves a target; what it served is remembered.',
  usage: ['stop [TARGET] [--why TEXT] [--remove] [--json]'],
  options: {
    ...common,
    remove: { type: 'boolean', help: 'Forget the deployment, its measurements and its alerts too.' },
  },
  notes: [targetNote, '«trainyard service stop» ends the background service; what is deployed goes on without it.'],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: options.remove ? 'remove' : 'stop', ...options, typed, io, isJson, verb: 'stop' }),
});
export const start = verb({
  name: 'start',
  summary: 'Serves a target again that was stopped.',
  usage: ['start [TARGET] [--why TEXT] [--json]'],
  options: common,
  notes: [targetNote],
  maxArgs: 1,
  run: ({ options, args: [typed], io, isJson }) =>
    steer({ act: 'start', ...options, typed, io, isJson, verb: 'start' }),
});

interface Steering {
  readonly act: DeploymentAct['act'];
  readonly verb: string;
  readonly typed: string | undefined;
  readonly why?: string;
  readonly to?: string;
  readonly detach?: boolean;
  readonly io: Io;
  readonly isJson: boolean;
}

/** Where each act leads when all goes well; those without are not followed. */
const good: Partial<Record<DeploymentAct['act'], readonly RolloutState[]>> = {
  approve: ['promoted'],
  promote: ['promoted'],
  resume: ['promoted'],
  rollback: ['rolled-back', 'promoted'],
};
const words: Partial<Record<DeploymentAct['act'], string>> = {
  hold: 'holds. «trainyard resume» goes on',
  reject: 'keeps what it serves: the rollout was refused',
  stop: 'is stopped. «trainyard start» serves it again',
  start: 'is being started. «trainyard deployments» shows it',
};

async function steer({ act, verb: name, typed, why, to, detach: isDetached, io, isJson }: Steering): Promise<ExitCode> {
  const version = to === undefined ? undefined : wholeVersion(to);
  const who = await whoAsks(io);
  return withService(io, async service => {
    const { deployment } = await findDeployment(service, typed, name);
    const begun = await service.act(deployment.id, {
      ...{ key: randomUUID(), act, who },
      ...(why === undefined ? {} : { why }),
      ...(version === undefined ? {} : { version }),
    });
    const ended = await operationEnd(service, begun, { io, isJson });
    const failed = tellTrouble(ended, { io, isJson });
    if (failed !== null) return failed;
    const states = good[act];
    if (states !== undefined && isDetached !== true) {
      const followed = await followRollout(service, { id: deployment.id, io, isJson });
      return tellRollout(followed, { io, isJson, good: states });
    }
    if (act === 'remove') {
      if (isJson) printJson(io, { removed: deployment.id });
      else io.out(`${deployment.target} is forgotten. Its requests stay in the log.\n`);
      return exitCodes.done;
    }
    const { deployment: now } = await service.deployment(deployment.id);
    if (isJson) printJson(io, { deployment: now, rollout: now.rollout });
    else io.out(`${now.target} ${words[act] ?? 'does as asked. «trainyard deployments» shows it'}.\n`);
    return exitCodes.done;
  });
}

function wholeVersion(text: string): number {
  const number = /^v?(\d+)$/.exec(text)?.[1];
  if (number === undefined) throw new UsageError('--to takes a version’s number, such as 3.', 'rollback');
  return Number(number);
}
