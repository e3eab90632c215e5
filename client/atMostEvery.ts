// Work that is asked for often and done at a bounded pace, never twice at once; the last ask is never lost.

export interface Paced {
  soon(): void;
  dispose(): void;
}

export function atMostEvery(ms: number, work: () => Promise<void>, onError: (error: unknown) => void): Paced {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isWanted = false;
  let isDisposed = false;
  let last = Number.NEGATIVE_INFINITY;

  const run = async (): Promise<void> => {
    timer = undefined;
    isRunning = true;
    isWanted = false;
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    isRunning = false;
    // From its end: slow work leaves room for others.
    last = performance.now();
    if (isWanted) schedule();
  };
  const schedule = () => {
    if (isDisposed) return;
    timer ??= setTimeout(() => void run(), Math.max(0, last + ms - performance.now()));
  };
  return {
    soon() {
      if (isRunning) isWanted = true;
      else schedule();
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
