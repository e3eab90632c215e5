// Page tokens as MLflow makes them: base64 of the offset of the next page.
import { invalid } from '../database/mlflowError.ts';

export const toToken = (offset: number): string => btoa(JSON.stringify({ offset }));

export function fromToken(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  let text: string;
  try {
    text = atob(token);
  } catch {
    throw invalid('Invalid page token, could not base64-decode');
  }
  const offset = /^\{"offset":\s*(\d{1,15})\}$/.exec(text)?.[1];
  if (offset === undefined) throw invalid(`Invalid page token, parsed value=${text}`);
  return Number(offset);
}

/** One page of a list that is known whole. */
export function pageOf<T>(
  items: readonly T[],
  { token, size }: { readonly token: string | undefined; readonly size: number },
): { readonly page: readonly T[]; readonly next: string | undefined } {
  const from = fromToken(token);
  const to = from + size;
  return { page: items.slice(from, to), next: to < items.length ? toToken(to) : undefined };
}
