// Body of a worker thread: opens its stores once and answers calls in the order in which they come.
import { parentPort, workerData } from 'node:worker_threads';
import { projectCalls } from './projectCalls.ts';
import { registryCalls } from './registryCalls.ts';
import { trackingCalls } from './trackingCalls.ts';
import { answerCall, type CallMessage, type WorkerData } from './workerCalls.ts';

export function runWorker(): void {
  const data = workerData as WorkerData;
  const opened = open(data);
  opened.catch(() => undefined);
  parentPort?.on('message', async (message: CallMessage) => {
    try {
      parentPort?.postMessage(await answerCall(await opened, message));
    } catch (error) {
      parentPort?.postMessage(await answerCall({ [message.method]: () => Promise.reject(error) }, message));
    }
  });
}

async function open(data: WorkerData) {
  switch (data.kind) {
    case 'project':
      return projectCalls(data);
    case 'tracking':
      return trackingCalls(data);
    case 'registry':
      return registryCalls(data);
  }
}
