// Holds what a router says it serves against what it was asked to serve: by content hash, weights and generation.
import type {
  DeployFailure,
  ObservedVersion,
  RouterPlan,
  RouterState,
  ServedVersion,
} from '../../domain/deployment.ts';

/** The router has taken this plan or a newer one. */
export const isCurrent = (plan: RouterPlan, observed: RouterState | null): observed is RouterState =>
  observed !== null && observed.generation >= plan.generation;

export const observedOf = (observed: RouterState | null, version: number): ObservedVersion | null =>
  observed?.versions.find(found => found.version === version) ?? null;

/** What keeps a version from being what was asked for; null when it is ready with the right content. */
export function versionTrouble({ version, hash }: ServedVersion, found: ObservedVersion | null): DeployFailure | null {
  if (found === null || found.state === 'loading' || found.state === 'draining') return null;
  if (found.state === 'failed')
    return { code: 'start-failed', version, reason: found.reason ?? 'it ended without a reason' };
  return found.hash === hash ? null : { code: 'hash-differs', version, asked: hash, served: found.hash };
}

/** Ready, and with the content that was asked for. */
export const isRightAndReady = ({ hash }: ServedVersion, found: ObservedVersion | null): boolean =>
  found?.state === 'ready' && found.hash === hash;

/** True when every planned version is ready with its hash and its weight, and nothing else answers. */
export function isServedAsAsked(plan: RouterPlan, observed: RouterState | null): boolean {
  if (!isCurrent(plan, observed)) return false;
  const asAsked = plan.versions.every(({ version, hash, traffic, mirror }) => {
    const found = observedOf(observed, version);
    return isRightAndReady({ version, hash }, found) && found?.traffic === traffic && found.mirror === mirror;
  });
  const planned = new Set(plan.versions.map(({ version }) => version));
  return asAsked && observed.versions.every(({ version, traffic }) => planned.has(version) || traffic === 0);
}

/** What is not as asked, for people; null when all is. */
export function servingTrouble(plan: RouterPlan, observed: RouterState | null): DeployFailure | null {
  if (observed === null) return { code: 'router', reason: 'it does not answer' };
  if (!isCurrent(plan, observed)) return { code: 'router', reason: 'it has not taken the last plan' };
  for (const { version, hash } of plan.versions) {
    const found = observedOf(observed, version);
    const wrong = versionTrouble({ version, hash }, found);
    if (wrong !== null) return wrong;
    if (found?.state !== 'ready') return { code: 'router', reason: `version ${version} is not loaded` };
  }
  return isServedAsAsked(plan, observed) ? null : { code: 'router', reason: 'requests are not shared as asked' };
}
