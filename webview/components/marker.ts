// The shapes that tell runs apart beside colour: SVG paths in a small square, for swatches and canvas alike.
import type { Marker } from '../../present/runColors.ts';

/** Side of the square, pixels. */
export const markerSize = 8;

const paths: Readonly<Record<Marker, string>> = {
  circle: 'M4 0.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8z',
  square: 'M1 1h6v6h-6z',
  triangle: 'M4 0.6L7.8 7.2H0.2z',
  diamond: 'M4 0L8 4L4 8L0 4z',
  cross: 'M2.7 0.4h2.6v2.3h2.3v2.6H5.3v2.3H2.7V5.3H0.4V2.7h2.3z',
  star: 'M4 0l1.2 2.6 2.8 0.3-2.1 1.9 0.6 2.8L4 6.2 1.5 7.6l0.6-2.8L0 2.9l2.8-0.3z',
};

export const markerPath = (marker: Marker): string => paths[marker];
