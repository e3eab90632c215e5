// Only the rows in view: TanStack Virtual as a hook.
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface VirtualRows {
  readonly items: readonly VirtualItem[];
  readonly height: number;
  /** Whole rows that fit in view. */
  readonly page: number;
  reveal(index: number): void;
}

/** `header`: pixels at the top of the scrolled element that rows never lie under. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  header: number,
): VirtualRows {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const kept = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: header,
    paddingStart: header,
    initialRect: { width: 600, height: 600 },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
  };
  kept.current ??= new Virtualizer<HTMLElement, HTMLElement>(options);
  const rows = kept.current;
  rows.setOptions(options);
  useEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  return {
    items: rows.getVirtualItems(),
    height: rows.getTotalSize(),
    page: Math.max(1, Math.floor(((rows.scrollRect?.height ?? 0) - header) / rowHeight) - 1),
    reveal: index => rows.scrollToIndex(index),
  };
}
