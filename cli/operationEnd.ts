// Waits for an operation of the service to end, shows how far it is, and cancels it at Ctrl+C.
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../connect/connectProject.ts';
import { trouble } from '../engine/errors.ts';
import { errorText } from '../present/texts.ts';
import { asTrouble } from '../present/troubleOf.ts';
import type { Operation } from '../protocol/api.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exitCodes.ts';
import type { Io } from './io.ts';
import { printJson } from './print.ts';
import { styleFor } from './style.ts';

interface Waiting {
  readonly io: Io;
  readonly isJson: boolean;
  /** What Ctrl+C says where it leaves the work to itself instead of cancelling it. */
  readonly leaving?: string;
}
const pollMs = 150;

/** Gives back the operation as it ended, with success or trouble, or running still where it was left; throws `cancelled`. */
export async function operationEnd(
  service: Connection,
  first: Operation,
  { io, isJson, leaving }: Waiting,
): Promise<Operation> {
  let operation = first;
  let told = '';
  let interrupts = 0;
  const style = styleFor(io);
  const stopListening = io.onInterrupt(() => {
    interrupts += leaving === undefined ? 1 : 2;
    if (leaving !== undefined) return io.err(`${leaving}\n`);
    io.err('Cancelling. Ctrl+C again leaves at once.\n');
    service.cancel(first.id).catch((error: unknown) => io.err(`Could not cancel. ${errorText(asTrouble(error))}\n`));
  });
  try {
    while (operation.state === 'running' && interrupts < 2) {
      const message = operation.progress?.message ?? '';
      if (message !== told && !isJson) io.err(`${style('gray', message)}\n`);
      told = message;
      await wait(pollMs);
      operation = await service.operation(operation.id);
    }
  } finally {
    stopListening();
  }
  if (operation.state === 'running' && leaving !== undefined) return operation;
  if (operation.state === 'cancelled' || operation.state === 'running') throw trouble('cancelled');
  return operation;
}

/** Null when the operation succeeded; else its trouble is told and the exit code is given. */
export function tellTrouble({ trouble: found, ...operation }: Operation, { io, isJson }: Waiting): ExitCode | null {
  if (found === null) return null;
  const message = errorText(found);
  if (isJson) printJson(io, { operation, error: { ...found, message } });
  else io.err(`${styleFor(io)('red', 'error')}  ${message}\n`);
  const code = exitCodeOf(found.code);
  return code === exitCodes.done ? exitCodes.failed : code;
}
