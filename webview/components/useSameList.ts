// A list that stays the same object while its members do, so that what depends on it is not made again.
import { useRef } from 'preact/hooks';

export function useSameList<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const isSame = kept.current.length === list.length && list.every((member, index) => kept.current[index] === member);
  if (!isSame) kept.current = list;
  return kept.current;
}
