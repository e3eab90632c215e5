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
  // Card
  'card-front-matter-open': { severity: 'error', template: 'The front matter starts with «---» but never ends: a line «---» is missing, so its keys are read as text.' },
  'card-front-matter-mark': { severity: 'error', template: '«---» must stand alone on its line: with {found} after it the Hub finds no front matter.' },
  'card-front-matter-late': { severity: 'warning', template: 'The front matter must be the first thing in the file; the Hub ignores it after other text.' },
  'card-not-mapping': { severity: 'error', template: 'Front matter must be «key: value» lines; this is {found}.' },
  'card-duplicate-key': { severity: 'error', template: 'The key «{key}» is there twice.' },
  'card-near-miss-key': { severity: 'error', template: 'Nothing reads the key «{key}». Did you mean «{nearest}»?' },
  'card-wrong-type': { severity: 'error', template: '«{key}» must be {expected}; this is {found}.' },
  'card-yaml-boolean': { severity: 'error', template: 'Many readers take «{text}» for {value} (YAML 1.1). Put it in quotes.' },
  'card-language-unknown': { severity: 'error', template: '«{language}» is not a language code of ISO 639, such as en or yue.' },
  'card-license-form': { severity: 'error', template: 'The licence id is «{nearest}», not «{license}».' },
  'card-license-unknown': { severity: 'error', template: '«{license}» is not a licence id of the Hub. With «other», license_name and license_link can say which it is.' },
  'card-license-other': { severity: 'warning', template: 'With «license: other», {missing} should say which licence it is.' },
  'card-task-retired': { severity: 'warning', template: 'The task «{task}» is retired; «{successor}» took its place.' },
  'card-task-unknown': { severity: 'warning', template: '«{task}» is not a task of the Hub, so the model is listed under none.' },
  'card-relation-unknown': { severity: 'warning', template: '«{relation}» is none of adapter, merge, quantized, finetune.' },
  'card-base-model-path': { severity: 'error', template: '«{text}» is {what}, not a model id such as owner/name; a training script may have written it.' },
  'card-model-index-shape': { severity: 'error', template: '{where} needs «{key}»; without it the results are not read.' },
  'card-metric-text': { severity: 'warning', template: 'The value «{text}» is text; readers that compare numbers leave it out.' },
  'card-metric-range': { severity: 'error', template: '{metric} cannot be {value}: it lies between {low} and {high}.' },
  'card-metric-differs': { severity: 'error', template: '{metric} is {value} here, but {measured} in run {run}.' },
  'card-run-id': { severity: 'error', template: '«{text}» is not a run id: 32 hexadecimal digits.' },
  'card-placeholder': { severity: 'warning', template: '«[More Information Needed]» stands in {count} place(s): fill them in or delete them.' },
} as const satisfies Record<string, RuleSpec>;

export type RuleId = keyof typeof ruleSpecs;

/** Titles of quick fixes. */
export const fixTitles = {
  'replace-with': 'Replace with «{text}»',
  'put-in-quotes': 'Put in quotes',
  'close-front-matter': 'End the front matter here',
  'remove-after-mark': 'Remove what follows «---»',
  'move-to-top': 'Move the front matter to the top',
  'add-key': 'Add «{key}»',
  'use-measured': 'Use the value of run {run}: {value}',
} as const satisfies Record<string, string>;
