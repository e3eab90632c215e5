// Shapes that were sent, held against those of the signature.
import type { TensorSpec } from '../../domain/modelPackage.ts';
import { wrong } from './oipErrors.ts';

/** Elements of one tensor at most: more is refused before anything is allocated. */
const mostElements = 2 ** 31;

/** Throws `model-input` for what is no list of whole numbers. */
export function readShape(name: string, shape: unknown): readonly number[] {
  if (!Array.isArray(shape) || !shape.every(size => Number.isSafeInteger(size) && size >= 0))
    throw wrong(`the shape of «${name}» is no list of whole numbers`);
  const sizes = shape as readonly number[];
  if (sizes.reduce((product, size) => product * size, 1) > mostElements) throw wrong(`«${name}» is too large`);
  return sizes;
}

/** The shape in the signature's rank: a column may come with or without its last dimension of 1. Throws `model-input`. */
export function fitShape(spec: TensorSpec, shape: readonly number[]): readonly number[] {
  const fitted = matches(spec.shape, shape) ? shape : columnShape(spec.shape, shape);
  if (fitted === null)
    throw wrong(`«${spec.name}» must have the shape [${spec.shape.join(', ')}], not [${shape.join(', ')}]`);
  if (fitted[0] === 0) throw wrong(`«${spec.name}» has no rows`);
  return fitted;
}

function matches(asked: readonly number[], shape: readonly number[]): boolean {
  if (asked.length !== shape.length) return false;
  for (let place = 0; place < asked.length; place++) {
    const size = asked[place] ?? -1;
    if (size >= 0 && size !== shape[place]) return false;
  }
  return true;
}

function columnShape(asked: readonly number[], shape: readonly number[]): readonly number[] | null {
  const [rows = 0] = shape;
  if (shape.length === 1 && matches(asked, [rows, 1])) return [rows, 1];
  return shape.length === 2 && shape[1] === 1 && matches(asked, [rows]) ? [rows] : null;
}
