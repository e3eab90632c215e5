// The documentation of rules: a section for each, whose bad example has the finding and whose good one has none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noSettings, settledFindings } from '../../engine/domain/checkSettings.ts';
import type { Diagnostic } from '../../engine/domain/diagnostic.ts';
import { dialectRules } from '../../engine/domain/dialectRules/dialectRules.ts';
import { pipelineSchema } from '../../engine/domain/generated/pipelineSchema.ts';
import { ruleSpecs } from '../../engine/domain/rules.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { docsBase, ruleHref } from '../../present/docsLinks.ts';
import { cardFindings } from '../kit/cardFindings.ts';
import { ownFacts as facts, wholePipeline } from '../kit/docsWorlds.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map(section => [section.split('\n', 1)[0] ?? '', section]),
);
test('every rule has a section, and every section is a rule', () =>
  expect([...sections.keys()].sort()).toEqual(
    Object.keys(ruleSpecs)
      .filter(rule => !(rule in dialectRules))
      .sort(),
  ));

test('links of diagnostics lead to the section', () => expect(ruleHref('cycle')).toBe(`${docsBase}/rules.md#cycle`));

test('every key of the file has a section that hovers lead to', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/pipeline.md'), 'utf8');
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(Object.keys(pipelineSchema.properties ?? {}));
});

function examplesOf(
  section: string,
): readonly { readonly language: string; readonly isBad: boolean; readonly code: string }[] {
  return [...section.matchAll(/^```(yaml|markdown) (bad|good)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', kind, code = '']) => ({
      language,
      isBad: kind === 'bad',
      code,
    }),
  );
}

function check(rule: string, language: string, code: string): readonly Diagnostic[] {
  if (language === 'markdown')
    return cardFindings(code, {
      facts: rule === 'card-relation-contradicts' ? { files: ['adapter_config.json'] } : facts,
      ...(rule === 'card-section-missing' && { profile: 'hub' }),
    });
  const whole = wholePipeline(code);
  return settledFindings(whole, checkPipeline(parsePipeline(whole), 'pipeline.yaml', facts), noSettings);
}
const rulesOf = (findings: readonly Diagnostic[]): readonly string[] =>
  findings.flatMap(finding => [finding.rule, ...(finding.related ?? []).map(place => place.rule)]);

for (const [rule, section] of sections) {
  for (const { language, isBad, code } of examplesOf(section)) {
    if (isBad)
      test(`the bad example of ${rule} has the finding`, () =>
        expect(rulesOf(check(rule, language, code))).toContain(rule));
    else test(`the good example of ${rule} has none`, () => expect(rulesOf(check(rule, language, code))).toEqual([]));
  }
}
