// Waits for work that the service does in the background.
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../connect/connectProject.ts';
import { trouble } from '../engine/errors.ts';
import type { Operation } from '../protocol/api.ts';

/** The ended operation, failed ones included; throws `cancelled`. */
export async function untilEnded(service: Connection, first: Operation): Promise<Operation> {
  let operation = first;
  while (operation.state === 'running') {
    await wait(150);
    operation = await service.operation(operation.id);
  }
  if (operation.state === 'cancelled') throw trouble('cancelled');
  return operation;
}
