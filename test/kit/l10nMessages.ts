// Every English message of the extension host, the language server, the panels and of present, as translators get them in l10n/bundle.l10n.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixTitles, type RuleSpec, ruleSpecs } from '../../engine/domain/rules.ts';
import { errorSpecs } from '../../engine/errors.ts';
import { allDialects } from '../../engine/pipeline/dialects/allDialects.ts';
import { stateStyle } from '../../present/states.ts';
import { root } from '../../scripts/build.ts';

/** Sorted and without repeats. Messages that are data come from their lists, the others from the calls that hold them. */
export function l10nMessages(): readonly string[] {
  const data = [
    ...Object.values(errorSpecs).map(({ template }) => template),
    ...Object.values<RuleSpec>(ruleSpecs).flatMap(({ template, near }) => [
      template,
      ...(near === undefined ? [] : [near]),
    ]),
    ...Object.values(fixTitles),
    ...Object.values(stateStyle).map(({ word }) => word),
    ...allDialects.map(({ title }) => title),
  ];
  return [
    ...new Set([...data, ...callsIn('client'), ...callsIn('present'), ...callsIn('server'), ...callsIn('webview')]),
  ].sort();
}

/** `t('…')` and `l10n.t('…')` with a literal, which is all that tools of translators can read too. */
function callsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .flatMap(file => [...readFileSync(join(root, folder, file), 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)])
    .map(found => (found[1] ?? '').replaceAll("\\'", "'"));
}
