// Words for codes: errors, rules, fixes, reasons and failures as sentences that say what to do next.
import type { StaleReason } from '../engine/domain/pipeline.ts';
import { never } from '../engine/domain/result.ts';
import { fixTitles, type RuleSpec, ruleSpecs } from '../engine/domain/rules.ts';
import type { StageFailure } from '../engine/domain/run.ts';
import { type ErrorArgs, type ErrorCode, errorSpecs } from '../engine/errors.ts';
import type { Trouble } from '../protocol/api.ts';
import { formatDuration } from './format.ts';
import { t } from './l10n.ts';

/** A trouble as sentences: what happened and what to do next. Codes of a newer version are named. */
export function errorText(trouble: Trouble): string {
  if (isErrorCode(trouble.code)) return withOneStop(t(errorSpecs[trouble.code].template, trouble.args));
  const details = Object.entries(trouble.args).map(([name, value]) => `${name} ${value}`);
  return t('Trainyard reports «{code}», which this version has no words for: {details}.', {
    code: trouble.code,
    details: details.join(', ') || t('no details'),
  });
}
const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorSpecs, code);

/** The message of a diagnostic. */
export function ruleText(rule: string, args: ErrorArgs): string {
  const specs: Readonly<Record<string, RuleSpec>> = ruleSpecs;
  const spec = Object.hasOwn(specs, rule) ? specs[rule] : undefined;
  return spec === undefined ? rule : t('nearest' in args ? (spec.near ?? spec.template) : spec.template, args);
}

/** The title of a quick fix. */
export function fixTitle(title: string, args: ErrorArgs): string {
  const titles: Readonly<Record<string, string>> = fixTitles;
  return Object.hasOwn(titles, title) ? t(titles[title] ?? title, args) : title;
}

/** A short clause without a full stop, such as `train re-runs`: it stands after «stale:». */
export function staleText(reason: StaleReason): string {
  const subject = reason.subject ?? '';
  switch (reason.code) {
    case 'never-run':
      return t('never run');
    case 'always':
      return t('always runs');
    case 'command-changed':
      return t('command changed');
    case 'environment-changed':
      return t('environment changed');
    case 'dep-changed':
      return t('{subject} changed', { subject });
    case 'dep-missing':
      return t('{subject} is missing', { subject });
    case 'param-changed':
      return paramText(reason, subject);
    case 'out-missing':
      return t('output {subject} is missing', { subject });
    case 'out-changed':
      return t('output {subject} was changed', { subject });
    case 'upstream':
      return t('{subject} re-runs', { subject });
    case 'forced':
      return t('asked to run anyway');
    default:
      return never(reason.code);
  }
}

function paramText({ before, after }: StaleReason, subject: string): string {
  if (before !== undefined && after !== undefined) return t('{subject} {before} → {after}', { subject, before, after });
  if (after !== undefined) return t('{subject} is new ({after})', { subject, after });
  return t('{subject} changed', { subject });
}

/** Why a stage failed, first clause short enough for a tree row, then what to do. */
export function failureText(failure: StageFailure): string {
  switch (failure.code) {
    case 'exit':
      return exitText(failure.exitCode, failure.signal);
    case 'timeout':
      return t('Timed out after {time}. Raise «timeout» in the stage, or make it faster.', {
        time: formatDuration(failure.after),
      });
    case 'spawn':
      return spawnText(failure.command, failure.reason);
    case 'dep-missing':
      return t('{path} is missing. Add the file, or name the stage that makes it in its «outs».', { ...failure });
    case 'out-missing':
      return t('{path} was not written. Correct «outs», or make the command write it.', { ...failure });
    case 'environment':
      return t('The environment could not be built: {reason}. The stage’s log has the installer’s output.', {
        reason: withoutStop(failure.reason),
      });
    case 'metrics-unreadable':
      return t('{path} holds no metrics: {reason}. Write names and numbers as JSON or YAML.', {
        path: failure.path,
        reason: withoutStop(failure.reason),
      });
    case 'lost':
      return t('Its process vanished without a result. Run the stage again; the log shows how far it came.');
    case 'internal':
      return t('Something went wrong inside Trainyard: {reason}. The log has the details.', {
        reason: withoutStop(failure.reason),
      });
    default:
      return never(failure);
  }
}

/** Reasons that are sentences bring a full stop of their own. */
const withOneStop = (text: string): string => text.replace(/(?<!\.)\.\.(?!\.)/g, '.');
const withoutStop = (reason: string): string => reason.replace(/\.$/, '');

/** A reason that is a sentence of its own says what to do itself. */
function spawnText(command: string, reason: string): string {
  if (reason.endsWith('.')) return t('Could not start «{command}». {reason}', { command, reason });
  return t('Could not start «{command}»: {reason}. Install it, or correct «cmd» in the stage.', { command, reason });
}

/** The part of a failure that fits a row: up to its first stop or colon. */
export const failureClause = (failure: StageFailure): string => failureText(failure).split(/[.:](?:\s|$)/, 1)[0] ?? '';

function exitText(exitCode: number, signal: string | null): string {
  if (signal === 'SIGKILL')
    return t('Killed (SIGKILL). The machine may have run out of memory; the log shows how far it came.');
  if (signal !== null) return t('Ended by {signal}. The log shows how far it came.', { signal });
  if (exitCode === 127) return t('Command not found (exit code 127). Install it, or correct «cmd» in the stage.');
  if (exitCode === 126) return t('Command not executable (exit code 126). Allow it to be executed, or correct «cmd».');
  return t('Ended with exit code {exitCode}. The log shows why.', { exitCode });
}
