// A finding in a file people write: rule, place and arguments; its words are made in `present`.

export type Severity = 'error' | 'warning' | 'info' | 'hint';
/** Offsets in UTF-16 code units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
export interface Diagnostic {
  /** Such as `unknown-stage`; listed with template and documentation in `engine/domain/rules.ts`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly args: Readonly<Record<string, string | number>>;
  readonly related?: readonly {
    readonly range: TextRange;
    readonly rule: string;
    readonly args: Readonly<Record<string, string | number>>;
  }[];
  /** Replacements that mend it, most likely first. */
  readonly fixes?: readonly TextFix[];
  readonly tag?: 'unnecessary' | 'deprecated';
}
export interface TextFix {
  /** Key of a title template in `engine/domain/rules.ts`, such as `replace-with`. */
  readonly title: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly edits: readonly { readonly range: TextRange; readonly text: string }[];
  /** Something outside the file has to be true as well: never done unasked. */
  readonly isSure?: false;
}
