// Findings as workflow commands, which GitHub Actions shows beside the lines of a change.
import type { Severity } from '../../engine/domain/diagnostic.ts';
import type { Finding } from '../findings.ts';
import type { CheckReport } from './report.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

export const github = ({ findings }: CheckReport): string => findings.map(commandOf).join('');

function commandOf({ path, line, column, endLine, endColumn, severity, rule, message }: Finding): string {
  // A column's end is only allowed within one line.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = Object.entries({ file: path, line, endLine, ...columns, title: rule })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${levels[severity]} ${properties}::${escapeData(message)}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
