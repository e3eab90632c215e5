// Findings as a JUnit report, which GitLab, Jenkins and others show as tests: a suite for each file, a case for each finding.
import { type Finding, isFailing } from '../findings.ts';
import type { CheckReport } from './report.ts';

export function junit({ files, findings }: CheckReport): string {
  const suites = [...files.keys()].map(path => {
    const own = findings.filter(finding => finding.path === path);
    const cases =
      own.length === 0 ? [`    <testcase name="no findings"${attributes({ classname: path })}/>`] : own.map(caseOf);
    const counts = { name: path, tests: cases.length, failures: own.filter(isFailing).length, errors: 0 };
    return [`  <testsuite${attributes(counts)}>`, ...cases, '  </testsuite>'].join('\n');
  });
  const counts = {
    name: 'trainyard check',
    tests: findings.length + [...files.keys()].filter(path => findings.every(finding => finding.path !== path)).length,
    failures: findings.filter(isFailing).length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(counts)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(finding: Finding): string {
  const { path, line, column, rule, severity, message } = finding;
  const place = `${path}:${line}:${column}`;
  const name = attributes({ name: `${rule} at ${line}:${column}`, classname: path, file: path, line });
  const told = isFailing(finding)
    ? `<failure${attributes({ type: severity, message })}>${escapeXml(place)}</failure>`
    : `<system-out>${escapeXml(`${place} ${message}`)}</system-out>`;
  return `    <testcase${name}>${told}</testcase>`;
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

/** Characters that XML 1.0 cannot hold at all become the replacement character. */
const escapeXml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
