// Where along a curve its marker is drawn: far enough apart to leave the curve readable, and off those of its neighbours.

interface MarkedCurve {
  /** Pixels from the left, ascending. */
  readonly xs: readonly number[];
  readonly values: ArrayLike<number | null | undefined>;
  /** Place of the curve among those drawn: neighbours are shifted against each other. */
  readonly curve: number;
}
const apart = 96;
const shift = 24;

/** Indexes of points, at most one for every 96 pixels. */
export function markedPlaces({ xs, values, curve }: MarkedCurve): readonly number[] {
  const places: number[] = [];
  let next = (xs[0] ?? 0) + shift + ((curve * shift) % apart);
  xs.forEach((x, index) => {
    if (x < next || typeof values[index] !== 'number') return;
    places.push(index);
    next += apart * Math.max(1, Math.ceil((x - next + 1) / apart));
  });
  return places;
}
