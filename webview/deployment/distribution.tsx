// A small picture of a feature: bars of what comes now over the outline of the reference.
import type { VNode } from 'preact';
import { formatNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { SignalResult } from '../../protocol/deployApi.ts';

type Bins = NonNullable<SignalResult['features'][number]['bins']>;
const [width, height] = [168, 30];

export function Distribution({ bins, name }: { readonly bins: Bins; readonly name: string }): VNode {
  const { labels, current, reference } = bins;
  const top = Math.max(...current, ...reference, 1e-9);
  const step = width / Math.max(current.length, 1);
  const y = (share: number): number => height - (share / top) * (height - 1);
  const outline = reference
    .map((share, i) => `${i === 0 ? 'M' : 'L'}${i * step} ${y(share)}H${(i + 1) * step}`)
    .join('');
  const [worst] = current
    .map((share, i) => ({ i, difference: Math.abs(share - (reference[i] ?? 0)) }))
    .sort((a, b) => b.difference - a.difference);
  const label = t('{name}: most changed {bin}, {now} % now, {before} % in the reference', {
    name,
    bin: labels[worst?.i ?? 0] ?? '',
    now: formatNumber((current[worst?.i ?? 0] ?? 0) * 100),
    before: formatNumber((reference[worst?.i ?? 0] ?? 0) * 100),
  });
  return (
    <svg
      class="ty-distribution"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {current.map((share, i) => (
        <rect
          key={i}
          x={i * step + 0.5}
          y={y(share)}
          width={Math.max(step - 1, 0.5)}
          height={Math.max(height - y(share), 0)}
        />
      ))}
      <path d={outline} />
    </svg>
  );
}
