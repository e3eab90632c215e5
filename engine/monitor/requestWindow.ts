// The requests of one signal's window: of the version watched, as late as its labels come, the newest or those of a time.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { MonitorSpec, SignalResult, SignalSpec } from '../domain/monitor.ts';
import type { LookInput } from './lookInput.ts';

/** Newest first, as they came. */
export function windowOf({ requests, spec, version, now }: LookInput, signal: SignalSpec): readonly LoggedRequest[] {
  const end = endOf(signal, now);
  const { window } = spec;
  const start = window.kind === 'time' ? end - window.span : Number.NEGATIVE_INFINITY;
  const most = window.kind === 'requests' ? window.count : Number.POSITIVE_INFINITY;
  const found: LoggedRequest[] = [];
  for (const request of requests) {
    if (found.length >= most) break;
    if (request.version === version && !request.mirror && request.at <= end && request.at > start) found.push(request);
  }
  return found;
}

const endOf = ({ type, labelDelay }: SignalSpec, now: number): number =>
  type === 'performance' ? now - labelDelay : now;

/** From the oldest to the newest request; of no requests the time that was looked at. */
export function spanOf(
  requests: readonly LoggedRequest[],
  { window }: MonitorSpec,
  { signal, now }: { readonly signal: SignalSpec; readonly now: number },
): Pick<SignalResult['window'], 'from' | 'to'> {
  const end = endOf(signal, now);
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of requests) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return to >= from ? { from, to } : { from: window.kind === 'time' ? end - window.span : end, to: end };
}
