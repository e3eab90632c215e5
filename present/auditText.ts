// The audit trail in words: what a record is about, why, and whether the record is whole.
import type { AuditRecord } from '../engine/domain/audit.ts';
import type { AuditCheck } from '../protocol/deployApi.ts';
import { judgedRuleText } from './deployText.ts';
import { t } from './l10n.ts';

/** `bike-demand v3 037880b5 on local input-drift` */
export function auditSubject({ subject }: Pick<AuditRecord, 'subject'>): string {
  const { model, version, modelHash, target, runId, signal } = subject;
  const name = model === undefined ? '' : version === undefined ? model : `${model} v${version}`;
  const hash = modelHash === undefined ? '' : modelHash.slice(0, 8);
  const run = name === '' && runId !== undefined ? t('run {id}', { id: runId.slice(0, 8) }) : '';
  const place = target === undefined ? '' : t('on {target}', { target });
  return [name, hash, run, place, signal ?? ''].filter(part => part !== '').join(' ');
}

/** A person by name, others with what they are. */
export const auditActor = ({ who }: Pick<AuditRecord, 'who'>): string =>
  who.kind === 'person' ? who.name : `${who.name} (${who.kind})`;

/** What the judge found worse; else what was written, its numbers with as many digits as people read. */
export function auditWhy({
  why,
  kind,
  who,
  measurement,
}: Pick<AuditRecord, 'why' | 'kind' | 'who' | 'measurement'>): string {
  const bad = measurement?.rules.filter(({ outcome }) => outcome === 'bad') ?? [];
  if (bad.length > 0) return bad.map(judgedRuleText).join(', ');
  // A kind that says it all alone says nothing more.
  if (why === kind || why === who.kind) return '';
  return why.replace(/\d+\.\d{4,}/g, digits => String(Number(Number(digits).toPrecision(4))));
}

export function auditCheckText(check: AuditCheck): string {
  if (check.state === 'whole')
    return t('The record is whole: {count} entries, head {head}.', {
      count: check.records,
      head: check.head.slice(0, 12),
    });
  return t('The record is not whole: entry {at} {reason}.', { at: check.at, reason: brokenTexts()[check.reason] });
}
type Broken = Extract<AuditCheck, { state: 'broken' }>['reason'];
const brokenTexts = (): Readonly<Record<Broken, string>> => ({
  changed: t('was changed'),
  missing: t('is missing'),
  order: t('is not in its place'),
  truncated: t('and what follows were cut off'),
  unreadable: t('cannot be read'),
});
