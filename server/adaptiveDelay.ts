// Checks at once while checks are quick, and waits for the typing to rest when they are not.

/** A pass shorter than this is over before the next letter is typed. */
const quickMs = 50;
const longestWaitMs = 200;

export interface AdaptiveDelay {
  /**
   * The document changed: checks now, or after twice the length of the quicker of the last two checks, at most 200 ms. One
   * slow check among quick ones, as when a file is opened or its project changes, says nothing about the next letter.
   */
  touch(): void;
  /** No check any more. */
  dispose(): void;
}

/** `check` runs the whole pass; it is timed by `now`, in milliseconds. */
export function adaptiveDelay(check: () => void, now: () => number): AdaptiveDelay {
  let lastMs = 0;
  let beforeMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const run = (): void => {
    stop();
    const start = now();
    check();
    beforeMs = lastMs;
    lastMs = now() - start;
  };
  return {
    touch() {
      stop();
      const expectedMs = Math.min(lastMs, beforeMs);
      if (expectedMs < quickMs) run();
      else timer = setTimeout(run, Math.min(longestWaitMs, 2 * expectedMs));
    },
    dispose: stop,
  };
}
