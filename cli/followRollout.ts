// Follows a rollout until it is over or waits for a person, over restarts of the service: live lines, or a line per change.

import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Connection } from '../connect/connectProject.ts';
import { type Deployment, isRolloutOver, type Rollout } from '../engine/domain/deployment.ts';
import { trouble } from '../engine/errors.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { Io } from './io.ts';
import { liveLines } from './liveLines.ts';
import { printJson, printLines } from './print.ts';
import { changeLine, endLines, judgedText, rolloutLines } from './rolloutView.ts';
import { styleFor } from './style.ts';
import { displayWidth, shorten } from './table.ts';

interface Following {
  /** Of the deployment. */
  readonly id: string;
  /** Of the rollout; the deployment's last one else. */
  readonly rollout?: string;
  readonly io: Io;
  readonly isJson: boolean;
}
export interface Followed {
  readonly deployment: Deployment;
  readonly rollout: Rollout;
  /** A person stopped looking: the rollout goes on. */
  readonly isLeft: boolean;
}
const pollMs = 400;
/** The version before ends after the promotion: what is served is looked at once more. */
const confirmMs = 15_000;

/** Ctrl+C leaves it to itself: a rollout is ended by `trainyard rollback`. */
export async function followRollout(service: Connection, following: Following): Promise<Followed> {
  const { id, io, isJson } = following;
  const view = isJson ? silent : io.isTerminal ? inPlace(io) : lineByLine(io);
  let isLeft = false;
  let overSince: number | null = null;
  const stopListening = io.onInterrupt(() => {
    isLeft = true;
  });
  try {
    for (;;) {
      const { deployment, rollouts } = await service.deployment(id);
      const rollout =
        following.rollout === undefined
          ? deployment.rollout
          : (rollouts.find(one => one.id === following.rollout) ?? deployment.rollout);
      if (rollout === null) throw trouble('not-found', { what: 'rollout of deployment', id: deployment.target });
      view.show(deployment, rollout);
      if (isLeft || needsPerson(rollout)) return { deployment, rollout, isLeft };
      if (isRolloutOver(rollout.state)) {
        overSince ??= performance.now();
        const isSettled = deployment.verified || performance.now() - overSince > confirmMs;
        if (isSettled) return { deployment, rollout, isLeft };
      }
      await wait(pollMs);
    }
  } finally {
    view.end();
    stopListening();
  }
}

const needsPerson = ({ state }: Rollout): boolean => state === 'awaiting-approval' || state === 'holding';

interface View {
  show(deployment: Deployment, rollout: Rollout): void;
  end(): void;
}
const silent: View = { show: () => undefined, end: () => undefined };

function lineByLine(io: Io): View {
  let told = '';
  return {
    show(deployment, rollout) {
      const { state, step, measurement } = rollout;
      const key = `${state} ${step} ${measurement === null ? '' : `${measurement.outcome} ${measurement.step}`}`;
      if (key === told) return;
      told = key;
      io.out(`${changeLine(deployment, rollout, { style: styleFor(io), now: Date.now() })}\n`);
    },
    end: () => undefined,
  };
}

function inPlace(io: Io): View {
  const live = liveLines(text => io.out(text));
  return {
    show(deployment, rollout) {
      const width = io.width();
      const lines = rolloutLines(deployment, rollout, { style: styleFor(io), now: Date.now() });
      live.show(lines.map(line => fitLine(line, width)));
    },
    end: () => live.end(),
  };
}

/** A line that wrapped could not be written over; colours are given up where it has to be cut. */
const fitLine = (line: string, width: number): string =>
  displayWidth(line) <= width ? line : shorten(stripVTControlCharacters(line), width);

/** The last word about it, and the exit code: `good` are the states that were asked for. */
export function tellRollout(
  { deployment, rollout, isLeft }: Followed,
  { io, isJson, good }: { readonly io: Io; readonly isJson: boolean; readonly good: readonly Rollout['state'][] },
): ExitCode {
  const isGood = good.includes(rollout.state) && (deployment.verified || rollout.state === 'awaiting-approval');
  const code = isGood ? exitCodes.done : exitCodes.failed;
  if (isJson) {
    printJson(io, { deployment, rollout, isVerified: deployment.verified });
    return code;
  }
  const style = styleFor(io);
  const { target } = deployment;
  if (isLeft)
    printLines(io, [`The rollout goes on. «trainyard deployments» shows it, «trainyard rollback ${target}» ends it.`]);
  else if (rollout.state === 'awaiting-approval')
    printLines(io, [
      `It waits for approval: «trainyard approve ${target}», or «trainyard approve ${target} --reject».`,
    ]);
  else if (rollout.state === 'holding')
    printLines(io, [
      ...(rollout.measurement === null ? [] : [judgedText(rollout.measurement)]),
      `It holds: «trainyard resume ${target}», «trainyard promote ${target}» or «trainyard rollback ${target}» goes on.`,
    ]);
  else printLines(io, endLines(deployment, rollout, style));
  return code;
}
