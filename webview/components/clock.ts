// The time as a signal that moves once a second, for relative times and durations of what runs.
import { signal } from '@preact/signals';

export const now = signal(Date.now());

/** Starts ticking; a hidden panel does not. Returns how to stop. */
export function startClock(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) now.value = Date.now();
  }, 1000);
  return () => clearInterval(timer);
}
