// Announcements for screen readers: one polite region per panel, the newest sentence wins.
import { signal } from '@preact/signals';
import type { VNode } from 'preact';

const said = signal('');

export function announce(sentence: string): void {
  // The same words twice are only read again when the text changes.
  said.value = said.value === sentence ? `${sentence}\u00a0` : sentence;
}

export const LiveRegion = (): VNode => (
  <div class="ty-unseen" role="status" aria-live="polite">
    {said.value}
  </div>
);
