// Puts what the definition of each rule says (severity, words) into its section of the documents, and lists all rules on one page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSpec } from '../engine/domain/ruleSpec.ts';
import { ruleSpecs } from '../engine/domain/rules.ts';

const specs: Readonly<Record<string, RuleSpec>> = ruleSpecs;
const index = 'docs/rule-index.md';

/** The pages with the sections of rules and the index, by path from `root`. */
export function rulePages(root: string): readonly (readonly [string, string])[] {
  const paths = ['docs/rules.md', ...readdirSync(join(root, 'docs/formats')).map(name => `docs/formats/${name}`)];
  const pages = paths.map(path => [path, withDefinitions(readFileSync(join(root, path), 'utf8'))] as const);
  return [...pages, [index, indexPage(pages)]];
}

/** Below the heading of a rule one line of a quotation is what its definition says. */
const withDefinitions = (page: string): string =>
  page.replace(/^### ([a-z0-9-]+)\n\n(?:> .*\n\n)?/gm, (whole, rule: string) => {
    const spec = specs[rule];
    return spec === undefined ? whole : `### ${rule}\n\n> **${spec.severity}** · ${spec.template}\n\n`;
  });

function indexPage(pages: readonly (readonly [string, string])[]): string {
  const areas = pages.map(([path, text]) => {
    const [, title = path] = /^# (.*)$/m.exec(text) ?? [];
    const rules = [...text.matchAll(/^### ([a-z0-9-]+)$/gm)].flatMap(([, rule = '']) => (rule in specs ? [rule] : []));
    return { path: path.replace('docs/', ''), title, rules };
  });
  const row = (path: string, rule: string): string =>
    `| [${rule}](${path}#${rule}) | ${specs[rule]?.severity} | ${specs[rule]?.template.replaceAll('|', '\\|')} |`;
  const tables = areas
    .filter(({ rules }) => rules.length > 0)
    .map(({ path, title, rules }) =>
      [
        `## ${title === 'Rules' ? 'Pipelines and model cards' : title}`,
        '',
        '| rule | severity | what it says |',
        '|---|---|---|',
        ...rules.map(rule => row(path, rule)),
      ].join('\n'),
    );
  return `# All rules

<!-- Made by \`npm run generate\` from the definitions of the rules. -->

Severities are those without settings; \`trainyard.rules\` [changes them](rules.md#silencing-a-rule). Words in braces are filled in.

${tables.join('\n\n')}
`;
}
