// What a word of a pipeline can stand for.
import type { TextRange } from '../../engine/domain/diagnostic.ts';

export type PipelinePlace = { readonly range: TextRange } & (
  | { readonly kind: 'stage'; readonly name: string }
  | { readonly kind: 'dataset'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'gate'; readonly name: string }
  | { readonly kind: 'target'; readonly name: string }
  | { readonly kind: 'signal'; readonly name: string }
  /** A metric in a gate of this name. */
  | { readonly kind: 'metric'; readonly name: string; readonly gate: string }
  | { readonly kind: 'alias'; readonly name: string }
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly role: 'dep' | 'out' | 'file';
      readonly stage: string | null;
    }
);

/** The end counts: a cursor behind the last letter is still at the word. */
export const holds = (range: TextRange, offset: number): boolean => offset >= range.start && offset <= range.end;
