// Answers in order, of questions asked a few at a time: open files are few, and waiting overlaps.

export async function mapSome<T, R>(
  items: readonly T[],
  atOnce: number,
  ask: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers = new Array<R>(items.length);
  const rest = items.entries();
  // All share one iterator: each takes what nobody has taken yet.
  const takeOn = async (): Promise<void> => {
    for (const [i, item] of rest) answers[i] = await ask(item);
  };
  await Promise.all(Array.from({ length: atOnce }, takeOn));
  return answers;
}
