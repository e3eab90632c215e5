// Series of a deployment as what charts draw: stacked shares of traffic, percentiles, errors; pure.
import { runPalette } from '../../present/runColors.ts';
import type { DeploymentSeries } from '../../protocol/deployApi.ts';

export type VersionSeries = DeploymentSeries['versions'][number];

/** Places in the palette: neighbours look unlike, and neither red nor green, which say good and bad here. */
const order = [0, 1, 4, 5, 6, 9] as const;
export const versionColor = (version: number): string => runPalette[order[(version - 1) % order.length] ?? 0];
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3]];
export const versionDash = (version: number): readonly number[] => dashes[(version - 1) % dashes.length] ?? [];

/** Seconds, as charts take them. */
export const timesOf = ({ times }: DeploymentSeries): readonly number[] => times.map(time => time / 1000);

/** Requests a second of each version on top of those before; the highest first, so that lower ones are drawn over it. */
export function stacked({
  versions,
  stepMs,
}: DeploymentSeries): readonly { readonly version: number; readonly column: readonly number[] }[] {
  const sums: number[] = [];
  const layers = [...versions]
    .sort((a, b) => a.version - b.version)
    .map(({ version, requests }) => ({
      version,
      column: requests.map((count, i) => {
        const sum = (sums[i] ?? 0) + (count * 1000) / stepMs;
        sums[i] = sum;
        return sum;
      }),
    }));
  return layers.reverse();
}

export const hasTraffic = ({ versions }: DeploymentSeries): boolean =>
  versions.some(({ requests }) => requests.some(count => count > 0));

/** Share of failed requests in percent; null where there was none. */
export const errorShares = ({ requests, errors }: VersionSeries): readonly (number | null)[] =>
  requests.map((count, i) => (count === 0 ? null : ((errors[i] ?? 0) / count) * 100));

/** Where a mark stands, as a share of the drawn time; null outside of it. */
export function markPlace({ times, stepMs }: Pick<DeploymentSeries, 'times' | 'stepMs'>, at: number): number | null {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || last === first) return null;
  const place = (at - first) / (last - first);
  return place < 0 || place > 1 + stepMs / (last - first) ? null : Math.min(place, 1);
}
