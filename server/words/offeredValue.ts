// A value that completion offers, before it is an LSP item.
import type { TextRange } from '../../engine/domain/diagnostic.ts';

export interface OfferedValue {
  readonly value: string;
  readonly kind:
    | 'stage'
    | 'dataset'
    | 'environment'
    | 'param'
    | 'file'
    | 'folder'
    | 'enum'
    | 'gate'
    | 'metric'
    | 'field'
    | 'target'
    | 'signal';
  readonly detail?: string;
  readonly description?: string;
  /** Part of an expression: never put in quotes. */
  readonly isExpression?: boolean;
  /** Written as it is, though YAML reads a number. */
  readonly isNumber?: boolean;
  /** What is written, where that is not the value itself. */
  readonly text?: string;
}

/** What fits at a place, and what it takes the place of. */
export interface OfferedText {
  readonly values: readonly OfferedValue[];
  readonly token: TextRange;
}
export interface OfferedExpression extends OfferedText {
  readonly token: TextRange & { readonly text: string };
}
