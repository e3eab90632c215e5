// Addresses of the documentation: of all of it, and of a rule's section.
import { dialectRules } from '../engine/domain/dialectRules/dialectRules.ts';
import { sharedRules } from '../engine/domain/dialectRules/sharedRules.ts';

export const projectHref = 'https://github.com/trainyard/trainyard';
/** Where the documentation lies; a rule's section has its id as anchor. */
export const docsBase = `${projectHref}/blob/main/docs`;
export const ruleHref = (rule: string): string => `${docsBase}/${pageOf(rule)}#${rule}`;

/** Rules of a foreign format begin with its name; what several have in common stands on the first page. */
function pageOf(rule: string): string {
  if (!Object.hasOwn(dialectRules, rule)) return 'rules.md';
  return Object.hasOwn(sharedRules, rule) ? 'formats/dvc.md' : `formats/${rule.slice(0, rule.indexOf('-'))}.md`;
}
