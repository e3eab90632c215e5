// How the signature of a version differs from the one before, in words.
import { type ModelVersion, type SignatureChange, signatureTag } from '../engine/domain/modelVersion.ts';
import { t } from './l10n.ts';

/** One sentence a change; empty for versions whose callers need not change anything. */
export const signatureTexts = ({ tags }: Pick<ModelVersion, 'tags'>): readonly string[] =>
  changesIn(tags[signatureTag]).map(changeText);

function changeText({ side, name, before, after }: SignatureChange): string {
  const what = side === 'input' ? t('input «{name}»', { name }) : t('output «{name}»', { name });
  if (before === null) return t('{what} is new ({after})', { what, after: after ?? '' });
  if (after === null) return t('{what} is gone', { what });
  return t('{what} was {before} and is {after}', { what, before, after });
}

/** Tags can be edited by anybody: what is not ours says nothing. */
function changesIn(text: string | undefined): readonly SignatureChange[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isChange) : [];
  } catch {
    return [];
  }
}
const isText = (value: unknown): boolean => typeof value === 'string' || value === null;
const isChange = (value: Partial<SignatureChange> | null): value is SignatureChange =>
  typeof value === 'object' &&
  value !== null &&
  (value.side === 'input' || value.side === 'output') &&
  typeof value.name === 'string' &&
  isText(value.before) &&
  isText(value.after);
