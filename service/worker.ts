// Body of a worker thread: opens its stores once and answers calls in the order in which they come.
import { parentPort, workerData } from 'node:worker_threads';
import { deployCalls } from './deployCalls.ts';
import { projectCalls } from './projectCalls.ts';
import { trackingCalls } from './trackingCalls.ts';
import { answerCall, type CallMessage, type Methods, type NewsMessage, type WorkerData } from './workerCalls.ts';

function openCalls(data: WorkerData, tell: (news: unknown) => void): Promise<Methods> {
  switch (data.kind) {
    case 'project':
      return projectCalls(data);
    case 'tracking':
      return trackingCalls(data);
    case 'deploy':
      return deployCalls(data, tell);
  }
}

export function runWorker(): void {
  const data = workerData as WorkerData;
  const tell = (news: unknown): void => parentPort?.postMessage({ news } satisfies NewsMessage);
  const opened = openCalls(data, tell);
  opened.catch(() => undefined);
  parentPort?.on('message', async (message: CallMessage) => {
    try {
      parentPort?.postMessage(await answerCall(await opened, message));
    } catch (error) {
      parentPort?.postMessage(await answerCall({ [message.method]: () => Promise.reject(error) }, message));
    }
  });
}
