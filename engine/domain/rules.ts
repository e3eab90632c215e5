// Every rule of the checker as data: its severity, English template and title of fixes; `present` makes the words.
import type { Severity } from './diagnostic.ts';

export interface RuleSpec {
  readonly severity: Severity;
  /** English with `{arg}` places. */
  readonly template: string;
}

/** Sorted by area: syntax and schema, pipeline, card. Each has a section of its id in docs/rules.md. */
export const ruleSpecs = {
  'yaml-syntax': { severity: 'error', template: 'This is not valid YAML: {reason}.' },
} as const satisfies Record<string, RuleSpec>;

export type RuleId = keyof typeof ruleSpecs;

/** Titles of quick fixes. */
export const fixTitles = {
  'replace-with': 'Replace with «{text}»',
} as const satisfies Record<string, string>;
