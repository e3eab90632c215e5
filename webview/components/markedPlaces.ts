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

/** Indexes of points, at most one for every 96 pixels; where a gap hides one, the next within the curve's own 24 pixels. */
export function markedPlaces({ xs, values, curve }: MarkedCurve): readonly number[] {
  const places: number[] = [];
  const isPoint = (index: number): boolean => typeof values[index] === 'number';
  let next = (xs[0] ?? 0) + shift + ((curve * shift) % apart);
  let index = 0;
  while (index < xs.length) {
    while (index < xs.length && (xs[index] ?? 0) < next) index++;
    let found = index;
    while (found < xs.length && !isPoint(found) && (xs[found] ?? 0) < next + shift) found++;
    if (isPoint(found) && (found === index || (xs[found] ?? 0) < next + shift)) places.push(found);
    next += apart * Math.max(1, Math.ceil(((xs[index] ?? 0) - next + 1) / apart));
  }
  return places;
}
