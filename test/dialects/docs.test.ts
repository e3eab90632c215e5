// The pages of foreign formats: each rule has a section, its bad example speaks, its good one does not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialectRules } from '../../engine/domain/dialectRules/dialectRules.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { worlds } from '../kit/docsWorlds.ts';

const folder = join(import.meta.dirname, '../../docs/formats');
const pages = readdirSync(folder).map(name => ({
  name: name.replace('.md', ''),
  text: readFileSync(join(folder, name), 'utf8'),
}));

const sections = pages.flatMap(({ name, text }) =>
  text
    .split(/^### /m)
    .slice(1)
    .map(part => ({ page: name, rule: part.slice(0, part.indexOf('\n')).trim(), part })),
);

test('every rule has a section in one page', () =>
  expect(sections.map(({ rule }) => rule).sort()).toEqual(Object.keys(dialectRules).sort()));

test.for(sections.map(section => [section.rule, section] as const))(
  '%s: bad speaks, good does not',
  ([rule, { page, part }]) => {
    const example = (kind: string): string =>
      new RegExp(`\`\`\`\\w+ ${kind}\\n([\\s\\S]*?)\`\`\``).exec(part)?.[1] ?? '';
    const world = worlds[rule] ?? worlds[page];
    if (world === undefined) throw new Error(`no world for the page ${page}`);
    const rulesOf = (text: string) =>
      readDialectFile(text, world.file, world.facts)?.diagnostics.map(item => item.rule);
    expect(rulesOf(example('bad'))).toContain(rule);
    expect(rulesOf(example('good'))).not.toContain(rule);
  },
);
