// What people set for checks: the severity of rules, and which files are looked at.
import { type CardProfileId, isCardProfile } from './cardProfile.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { withoutSuppressed } from './suppressions.ts';

export interface CheckSettings {
  /** By rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Patterns of paths below the project: files beside the usual names that are taken by content. */
  readonly include: readonly string[];
  /** Files that are left alone, whatever their name. */
  readonly exclude: readonly string[];
  /** Whose sections a model card should have. */
  readonly cardProfile: CardProfileId | null;
}
export const noSettings: CheckSettings = { rules: {}, include: [], exclude: [], cardProfile: null };

/** Findings as they are shown: without those silenced in the text, with the severities that were set. */
export function settledFindings(
  text: string,
  diagnostics: readonly Diagnostic[],
  { rules }: Pick<CheckSettings, 'rules'>,
): readonly Diagnostic[] {
  const loud = withoutSuppressed(text, diagnostics);
  if (Object.keys(rules).length === 0) return loud;
  return loud.flatMap(item => {
    const severity = Object.hasOwn(rules, item.rule) ? rules[item.rule] : undefined;
    if (severity === undefined) return item;
    return severity === 'off' ? [] : { ...item, severity };
  });
}

/** Reads settings as an editor or a file has them; parts of a wrong kind are left out. */
export function readCheckSettings(value: unknown): CheckSettings {
  const settings = recordOf(value);
  const files = recordOf(settings.files);
  const { profile } = recordOf(settings.cards);
  return {
    rules: Object.fromEntries(
      Object.entries(recordOf(settings.rules)).flatMap(([rule, level]) => (isLevel(level) ? [[rule, level]] : [])),
    ),
    include: textsOf(files.include),
    exclude: textsOf(files.exclude),
    cardProfile: isCardProfile(profile) ? profile : null,
  };
}

const levels: ReadonlySet<unknown> = new Set(['off', 'hint', 'info', 'warning', 'error']);
const isLevel = (value: unknown): value is Severity | 'off' => levels.has(value);
const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];

/** Whether a path matches one of the patterns: `*`, `?`, `**` and `{a,b}` as in the editor's settings. */
export const matchesAny = (path: string, patterns: readonly string[]): boolean =>
  patterns.some(pattern => patternOf(pattern).test(path));

function patternOf(pattern: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (pattern.startsWith('**/', at)) {
      source += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at++;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === ',' && depth > 0) source += '|';
    else source += char.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}
