// Findings with place and words, as `check` prints them.
import type { Diagnostic, Severity } from '../engine/domain/diagnostic.ts';
import { ruleText } from '../present/texts.ts';
import { positionsIn } from './positions.ts';

/** One element of `diagnostics` in `check --json`; lines and columns from 1, end exclusive. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
}

export function toFindings(path: string, text: string, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const positionAt = positionsIn(text);
  return diagnostics.map(({ range, severity, rule, args }) => {
    const start = positionAt(range.start);
    const end = positionAt(range.end);
    const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return { path, ...place, severity, rule, message: ruleText(rule, args) };
  });
}

/** Hints and information are told but do not fail a build. */
export const isFailing = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';
