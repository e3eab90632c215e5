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
    | 'target'
    | 'signal';
  readonly detail?: string;
  readonly description?: string;
  /** Part of an expression: never put in quotes. */
  readonly isExpression?: boolean;
}

/** What may stand in an expression, and what it takes the place of. */
export interface OfferedExpression {
  readonly values: readonly OfferedValue[];
  readonly token: TextRange & { readonly text: string };
}
