// What the definition of a rule holds: severity and English texts; `present` makes the words.
import type { Severity } from './diagnostic.ts';

export interface RuleSpec {
  readonly severity: Severity;
  /** English with `{arg}` places. */
  readonly template: string;
  /** Taken instead when the arguments have `nearest`. */
  readonly near?: string;
}
