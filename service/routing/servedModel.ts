// A deployment as the inference protocol sees it: one object for each request, which knows when it arrived.
import { randomUUID } from 'node:crypto';
import { trouble } from '../../engine/errors.ts';
import { metricsText } from '../../engine/serving/oip/metricsText.ts';
import type { OipChoice, OipModel, OipVersion } from '../../engine/serving/oip/oipTypes.ts';
import { version as productVersion } from '../productVersion.ts';
import type { Chosen, DeploymentRouter } from './deploymentRouter.ts';

interface ServedChoice extends OipChoice {
  readonly chosen: Chosen;
}
export interface ServedModel extends OipModel<ServedChoice> {
  /** The version that was chosen for a request which then never was predicted: it could not be read. */
  unread(): Chosen | null;
}

/** `since`: when the request arrived, by the router's clock. */
export function servedModel(router: DeploymentRouter, since: number): ServedModel {
  const { model, stickyHeader, limits } = router.plan();
  let chosen: Chosen | null = null;
  return {
    name: model,
    serverVersion: productVersion(),
    batchRows: limits.batchRows,
    isReady: router.isReady,
    versions: () => versionsOf(router),
    newId: randomUUID,
    choose(version, headers) {
      const key = headers[stickyHeader];
      const found = router.choose({ version, key: typeof key === 'string' ? key : null });
      const signature = found.pool.signature();
      if (signature === null) throw trouble('not-ready', { version: found.version });
      chosen = found;
      return { version: found.version, signature, chosen: found };
    },
    predict(choice, { id, inputs }) {
      chosen = null;
      return router.predict({ chosen: choice.chosen, inputs, id, since });
    },
    metrics: () => metricsText(model, router.state()),
    unread: () => chosen,
  };
}

function versionsOf(router: DeploymentRouter): readonly OipVersion[] {
  const planned = new Map(router.plan().versions.map(item => [item.version, item]));
  return router.state().versions.map(({ version, state, reason, counts }) => ({
    ...{ version, state, reason, counts },
    backend: planned.get(version)?.backend ?? 'onnx',
    signature: router.signature(version),
  }));
}
