// Starts a stage's command under the wrapper, or finds the one a killed runner started, and waits for its end.
import type { Millis, RunId, StageName } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import { stageFolder, stageLogFile } from './runnerContext.ts';
import { type Claim, parseClaim, parseStatus, voidClaim, wrapperScript } from './wrapper.ts';

export interface StagePlace {
  readonly root: string;
  readonly runId: RunId;
  readonly stage: StageName;
  /** Counts starts of the stage's command within its run, attempts and takeovers alike. */
  readonly sequence: number;
}
export interface StageCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}
/** What is known of a started command. */
export type StageSighting =
  | { readonly kind: 'absent' }
  /** Taken over by a runner: whatever was started for it never ran. */
  | { readonly kind: 'void' }
  | { readonly kind: 'running'; readonly pid: number; readonly claimedAt: Millis }
  | { readonly kind: 'ended'; readonly exitCode: number; readonly claimedAt: Millis; readonly endedAt: Millis }
  | { readonly kind: 'lost'; readonly claimedAt: Millis };

type ProcessPorts = Pick<Ports, 'files' | 'processes' | 'clock'>;

/** Clock differences between file system and process table. */
const toleranceMs = 1_500;
/** So long an empty claim may be one whose wrapper is just writing its pid. */
const claimGraceMs = 2_000;
const pollMs = 150;
const killAfterMs = 10_000;

const claimFile = (place: StagePlace): string =>
  `${stageFolder(place.root, place.runId, place.stage)}/claim-${place.sequence}`;
const statusFile = (place: StagePlace): string =>
  `${stageFolder(place.root, place.runId, place.stage)}/status-${place.sequence}`;

/** Starts the command in a process group of its own; returns its pid at once. Throws when `/bin/sh` or the folder is missing. */
export async function startStage(
  ports: ProcessPorts,
  place: StagePlace,
  command: StageCommand,
): Promise<{ readonly pid: number; readonly exited: Promise<void> }> {
  return ports.processes.spawnDetached({
    command: '/bin/sh',
    args: [
      '-c',
      wrapperScript,
      'trainyard-stage',
      claimFile(place),
      statusFile(place),
      command.program,
      ...command.args,
    ],
    cwd: command.cwd,
    env: command.env,
    outputFile: stageLogFile(place.root, place.runId, place.stage),
  });
}

/** Looks at claim and status. A process that started after its claim was made is another one with the same number. */
export async function sightStage(ports: ProcessPorts, place: StagePlace): Promise<StageSighting> {
  const claim = parseClaim(await ports.files.readText(claimFile(place)));
  if (claim.kind === 'none') return { kind: 'absent' };
  if (claim.kind === 'void') return { kind: 'void' };
  const claimedAt = (await changedAt(ports, claimFile(place))) ?? ports.clock.now();
  const alive = isOurs(ports, claim, claimedAt);
  // Read after looking for the process, so that one that ends in between is not taken for lost.
  const exitCode = parseStatus(await ports.files.readText(statusFile(place)));
  if (exitCode !== null) {
    return { kind: 'ended', exitCode, claimedAt, endedAt: (await changedAt(ports, statusFile(place))) ?? claimedAt };
  }
  if (claim.kind === 'process' && alive) return { kind: 'running', pid: claim.pid, claimedAt };
  if (claim.kind === 'unreadable' && ports.clock.now() - claimedAt < claimGraceMs) {
    await ports.clock.sleep(pollMs);
    return sightStage(ports, place);
  }
  return { kind: 'lost', claimedAt };
}

/** Takes a start that nobody claimed, so that its wrapper, should it still come, does nothing. False: someone claimed it. */
export const takeOver = (ports: ProcessPorts, place: StagePlace): Promise<boolean> =>
  ports.files.createNew(claimFile(place), voidClaim);

export interface WaitOptions {
  /** Resolves when our own child ended; absent for an adopted one. */
  readonly exited?: Promise<void>;
  readonly timeoutMs: number | null;
  readonly signal: AbortSignal;
  /** Remembers, before any signal is sent, why the command is stopped. */
  readonly onStop: (why: 'timeout' | 'cancelled') => Promise<void>;
  readonly onClaimed?: () => Promise<void>;
}

/** Waits until the command ended or vanished; stops its group on time-out and cancel: SIGTERM, after 10 s SIGKILL. */
export async function awaitStage(
  ports: ProcessPorts,
  place: StagePlace,
  options: WaitOptions,
): Promise<Extract<StageSighting, { kind: 'ended' | 'lost' }>> {
  let hasEnded = options.exited === undefined;
  const exit = options.exited?.then(() => {
    hasEnded = true;
  });
  let stoppedAt: number | null = null;
  let isClaimed = false;
  while (true) {
    const mayBeAbsent = !hasEnded;
    const seen = await sightStage(ports, place);
    if (seen.kind === 'ended') return seen;
    if (seen.kind === 'lost' && (hasEnded || options.exited === undefined)) {
      await reapGroup(ports, place);
      return seen;
    }
    if (seen.kind === 'void' || (seen.kind === 'absent' && !mayBeAbsent))
      return { kind: 'lost', claimedAt: ports.clock.now() };
    if (seen.kind === 'running') {
      if (!isClaimed) await options.onClaimed?.();
      isClaimed = true;
      stoppedAt = await stopIfDue(ports, seen, stoppedAt, options);
    }
    await waitALittle(ports, hasEnded ? undefined : exit);
  }
}

async function stopIfDue(
  ports: ProcessPorts,
  seen: { pid: number; claimedAt: Millis },
  stoppedAt: number | null,
  options: WaitOptions,
): Promise<number | null> {
  if (stoppedAt !== null) {
    if (ports.clock.monotonic() - stoppedAt > killAfterMs) ports.processes.signalGroup(seen.pid, 'SIGKILL');
    return stoppedAt;
  }
  const isLate = options.timeoutMs !== null && ports.clock.now() - seen.claimedAt >= options.timeoutMs;
  if (!isLate && !options.signal.aborted) return null;
  await options.onStop(options.signal.aborted ? 'cancelled' : 'timeout');
  ports.processes.signalGroup(seen.pid, 'SIGTERM');
  return ports.clock.monotonic();
}

/** The wrapper was killed: what it started must not go on unseen. */
async function reapGroup(ports: ProcessPorts, place: StagePlace): Promise<void> {
  const claim = parseClaim(await ports.files.readText(claimFile(place)));
  // A number used again belongs to a group leader that is alive; the group of a dead leader keeps its number to itself.
  if (claim.kind === 'process' && !ports.processes.isAlive(claim.pid))
    ports.processes.signalGroup(claim.pid, 'SIGKILL');
}

function isOurs(ports: ProcessPorts, claim: Claim, claimedAt: Millis): boolean {
  if (claim.kind !== 'process') return false;
  const found = ports.processes.info(claim.pid);
  return found !== null && (found.startedAt === null || found.startedAt <= claimedAt + toleranceMs);
}

async function changedAt(ports: ProcessPorts, path: string): Promise<Millis | null> {
  const stat = await ports.files.stat(path);
  return stat === null ? null : Number(BigInt(stat.mtime) / 1_000_000n);
}

async function waitALittle(ports: ProcessPorts, exit: Promise<void> | undefined): Promise<void> {
  const pause = ports.clock.sleep(pollMs);
  await (exit ? Promise.race([pause, exit]) : pause);
}
