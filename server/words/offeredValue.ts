// A value that completion offers, before it is an LSP item.

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
