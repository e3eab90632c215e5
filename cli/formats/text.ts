// Findings for people: place, words and rule, with the line that is meant and a summary.
import type { Severity } from '../../engine/domain/diagnostic.ts';
import type { Finding } from '../findings.ts';
import { count } from '../plural.ts';
import type { Style } from '../style.ts';
import type { CheckReport } from './report.ts';

const severities = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];
const colors = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;
/** Of a line in the file; more of it is left out around what is meant. */
const widest = 120;

export function text({ files, findings, notChecked, fixed, style }: CheckReport): string {
  const found = findings.flatMap(finding => [
    placeLine(finding, style),
    ...excerpt(finding, files.get(finding.path) ?? '', style),
  ]);
  const mended = fixed === 0 ? [] : [`${count(fixed, 'finding')} mended.`];
  const missing = notChecked ?? [];
  const unchecked = missing.length === 0 ? [] : ['', 'Not checked:', ...missing.map(reason => `  ${reason}`)];
  return `${[...found, ...(found.length > 0 ? [''] : []), ...mended, summary(files.size, findings), ...unchecked].join('\n')}\n`;
}

function placeLine({ path, line, column, severity, message, rule }: Finding, style: Style): string {
  const place = style('bold', `${path}:${line}:${column}`);
  return `${place}  ${style(colors[severity], severity)}  ${message}  ${style('gray', rule)}`;
}

/** The first line that is meant, with marks below; nothing where the file has no such line. */
function excerpt(finding: Finding, source: string, style: Style): readonly string[] {
  const whole = source.split(/\r\n|\n|\r/)[finding.line - 1];
  if (whole === undefined || whole.trim() === '') return [];
  const start = finding.column - 1;
  const end = finding.endLine === finding.line ? finding.endColumn - 1 : whole.length;
  const from = Math.max(0, Math.min(start - widest / 2, whole.length - widest));
  const shown = whole.slice(from, from + widest);
  const before = plain(shown.slice(0, start - from)).length;
  const meant = plain(shown.slice(start - from, end - from)).length;
  const number = `${finding.line}`;
  const [bar, below] = [style('gray', `  ${number} │`), style('gray', `  ${' '.repeat(number.length)} │`)];
  const marks = style(colors[finding.severity], '^'.repeat(Math.max(1, meant)));
  return [`${bar} ${plain(shown)}`, `${below} ${' '.repeat(before)}${marks}`];
}
/**
 * A terminal's tab stops depend on where the line begins: with spaces the marks stand below what they mark. What else
 * would steer the terminal is not let through.
 */
const plain = (part: string): string => part.replaceAll('\t', '    ').replaceAll(/\p{Cc}/gu, '\u{FFFD}');

function summary(files: number, findings: readonly Finding[]): string {
  if (files === 0) return 'No pipelines and no model cards here. «trainyard init» creates a pipeline.';
  const counts = severities
    .map(severity => [severity, findings.filter(finding => finding.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => (severity === 'info' ? `${number} info` : count(number, severity)));
  return `${counts.length === 0 ? 'Nothing wrong' : counts.join(', ')} in ${count(files, 'file')}.`;
}
