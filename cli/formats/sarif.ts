// Findings as SARIF 2.1.0 (OASIS standard), which code hosts show beside the lines.
import type { Severity } from '../../engine/domain/diagnostic.ts';
import { ruleSpecs } from '../../engine/domain/rules.ts';
import { projectHref, ruleHref } from '../../present/docsLinks.ts';
import type { Finding } from '../findings.ts';
import type { CheckReport } from './report.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** Paths relative to the folder the command was called in, absolute ones as file URIs. Columns count UTF-16 units. */
export function sarif({ findings, version }: CheckReport): string {
  const ids = [...new Set(findings.map(finding => finding.rule))].sort();
  const rules = ids.map(ruleOf);
  const driver = { name: 'Trainyard', semanticVersion: version, informationUri: projectHref, rules };
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => resultOf(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function ruleOf(id: string): unknown {
  const spec = Object.hasOwn(ruleSpecs, id) ? ruleSpecs[id as keyof typeof ruleSpecs] : undefined;
  const helpUri = ruleHref(id);
  const known = spec && {
    shortDescription: { text: spec.template },
    fullDescription: { text: spec.template },
    defaultConfiguration: { level: levels[spec.severity] },
  };
  const help = { text: `What is wrong, and what to write instead: ${helpUri}`, markdown: `[${id}](${helpUri})` };
  return { id, name: pascalCase(id), ...known, helpUri, help };
}

/** Code hosts show it as the rule's short name. */
const pascalCase = (id: string): string =>
  id
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function resultOf(finding: Finding, ruleIndex: number): unknown {
  const { line, column, endLine, endColumn } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.path) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

const uriOf = (path: string): string =>
  `${path.startsWith('/') ? 'file://' : ''}${path.split('/').map(encodeURIComponent).join('/')}`;
