// Findings as one JSON document; lines and columns from 1.
import type { CheckReport } from './report.ts';

export function json({ files, findings, notChecked, fixed }: CheckReport): string {
  const more = { ...(notChecked === null ? {} : { notChecked }), ...(fixed === 0 ? {} : { fixed }) };
  return `${JSON.stringify({ files: files.size, diagnostics: findings, ...more }, null, 2)}\n`;
}
