// Checks at once while checks are quick, and waits for the typing to rest when they are not.

/** A pass shorter than this is over before the next letter is typed. */
const quickMs = 50;
const longestWaitMs = 200;

export interface AdaptiveDelay {
  /** The document changed: checks now, or after twice the length of the last check, at most 200 ms. */
  touch(): void;
  /** No check any more. */
  dispose(): void;
}

/** `check` runs the whole pass; it is timed by `now`, in milliseconds. */
export function adaptiveDelay(check: () => void, now: () => number): AdaptiveDelay {
  let lastMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const run = (): void => {
    stop();
    const start = now();
    check();
    lastMs = now() - start;
  };
  return {
    touch() {
      stop();
      if (lastMs < quickMs) run();
      else timer = setTimeout(run, Math.min(longestWaitMs, 2 * lastMs));
    },
    dispose: stop,
  };
}
