// The deployment meant by a target's name, `pipeline/target`, or the beginning of an id; the only one when nothing was typed.
import type { Connection } from '../connect/connectProject.ts';
import { trouble } from '../engine/errors.ts';
import type { DeploymentView } from '../protocol/deployApi.ts';
import { UsageError } from './verb.ts';

/** Throws `not-found`, and `UsageError` where several are meant. */
export async function findDeployment(
  service: Connection,
  typed: string | undefined,
  verb: string,
): Promise<DeploymentView> {
  const all = await service.deployments();
  if (all.length === 0) throw new UsageError('Nothing is deployed yet. «trainyard deploy» does it.', verb);
  const found = typed === undefined ? all : all.filter(view => isMeant(view, typed));
  const [only, second] = found;
  if (only === undefined) throw trouble('not-found', { what: 'deployment', id: typed ?? '' });
  if (second !== undefined)
    throw new UsageError(`Several deployments are meant: ${found.map(deploymentName).join(', ')}. Name one.`, verb);
  return only;
}

export const deploymentName = ({ deployment }: Pick<DeploymentView, 'deployment'>): string =>
  `${deployment.pipelineName}/${deployment.target}`;

function isMeant(view: DeploymentView, typed: string): boolean {
  const { id, target, pipelineName, pipeline } = view.deployment;
  const names = [target, `${pipelineName}/${target}`, `${pipeline}/${target}`];
  return names.includes(typed) || (/^[0-9a-f]{4,}$/.test(typed) && id.startsWith(typed));
}
