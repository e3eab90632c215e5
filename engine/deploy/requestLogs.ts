// The logged requests and labels of a project's deployments, read from their folders.
import type { Label, LoggedRequest } from '../domain/deployment.ts';
import type { Ports } from '../ports.ts';
import { readRequests } from '../store/readRequests.ts';
import { labelsToldAt, readLabels } from '../store/requestLabels.ts';
import { requestsFolder } from '../store/requestLog.ts';
import type { RequestLogs } from './deployContext.ts';

export function requestLogs(files: Ports['files'], root: string): RequestLogs {
  return {
    async requests(deployment, { mirrors, ...query }) {
      const found: LoggedRequest[] = [];
      const wanted = mirrors === true ? query : { ...query, mirror: false };
      for await (const request of readRequests(files, requestsFolder(root, deployment), wanted)) found.push(request);
      return found;
    },
    labels: (deployment): Promise<readonly Label[]> => readLabels(files, requestsFolder(root, deployment)),
    labelsToldAt: deployment => labelsToldAt(files, requestsFolder(root, deployment)),
  };
}
