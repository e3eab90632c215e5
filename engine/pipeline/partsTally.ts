// How many parts of a pipeline file are out of the ordinary, counted from edit to edit, so that quiet files need no walk.
import type { StageName } from '../domain/ids.ts';
import type { StagePart } from './parts.ts';

export interface PartsTally {
  readonly broken: number;
  /** Parts with findings of their own. */
  readonly noisy: number;
  /** Stages that have the name of another one. */
  readonly repeated: number;
  /** How often each name is there; the next tally goes on from this one and changes it. */
  readonly names: Map<StageName, number>;
}

export const tallyOf = (parts: readonly StagePart[]): PartsTally =>
  recount({ broken: 0, noisy: 0, repeated: 0, names: new Map() }, [], parts);

/** The tally once some parts took the place of others; `last` is used up. */
export function recount(last: PartsTally, gone: readonly StagePart[], come: readonly StagePart[]): PartsTally {
  const { names } = last;
  const tally = { ...last };
  const count = (part: StagePart, by: 1 | -1): void => {
    if (part.isBroken) tally.broken += by;
    if (part.diagnostics.length > 0 || (part.stage?.findings.length ?? 0) > 0) tally.noisy += by;
    if (part.stage === null) return;
    const before = names.get(part.stage.name) ?? 0;
    const now = before + by;
    if (Math.max(before, now) > 1) tally.repeated += by;
    if (now === 0) names.delete(part.stage.name);
    else names.set(part.stage.name, now);
  };
  for (const part of gone) count(part, -1);
  for (const part of come) count(part, 1);
  return tally;
}
