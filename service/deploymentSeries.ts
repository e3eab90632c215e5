// Traffic, errors and latency of a deployment over time, with marks where its versions changed.
import type { DeployPart } from '../engine/createEngine.ts';
import type { AuditKind } from '../engine/domain/audit.ts';
import type { DeploymentId } from '../engine/domain/deployment.ts';
import { requestsFolder } from '../engine/store/requestLog.ts';
import { requestSeries, type SeriesQuery } from '../engine/store/requestSeries.ts';
import type { DeploymentSeries } from '../protocol/deployApi.ts';

const marked: readonly AuditKind[] = ['deploy', 'step', 'promote', 'rollback', 'hold', 'resume', 'alert', 'stop'];
const marksLimit = 500;

export async function deploymentSeries(
  { project, audit }: Pick<DeployPart, 'project' | 'audit'>,
  id: DeploymentId,
  query: SeriesQuery,
): Promise<DeploymentSeries> {
  const { ports, root } = project;
  const [series, records] = await Promise.all([
    requestSeries(ports.files, requestsFolder(root, id), query),
    audit.list({ deployment: id, kinds: marked, limit: marksLimit }),
  ]);
  const marks = records
    .filter(({ at }) => at >= query.from && at < query.to)
    .map(({ at, kind, seq }) => ({ at, kind, seq }))
    .reverse();
  return { ...series, marks };
}
