// A sash between two parts: dragged with the pointer or moved with the arrow keys.
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

interface SplitterProps {
  /** Share of the first part, 0 to 1. */
  readonly share: number;
  readonly label: string;
  readonly onChange: (share: number) => void;
}

const clampShare = (share: number): number => Math.max(0.2, Math.min(0.8, share));

export function Splitter({ share, label, onChange }: SplitterProps): VNode {
  const element = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent): void => {
    const box = element.current?.parentElement?.getBoundingClientRect();
    if (box === undefined || !element.current?.hasPointerCapture(event.pointerId)) return;
    onChange(clampShare((event.clientX - box.left) / box.width));
  };
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -0.02 : event.key === 'ArrowRight' ? 0.02 : 0;
    if (by === 0) return;
    event.preventDefault();
    onChange(clampShare(share + by));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, a window splitter can
    <div
      class="ty-splitter"
      ref={element}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={20}
      aria-valuemax={80}
      tabIndex={0}
      onPointerDown={event => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onKeyDown={step}
    />
  );
}
