// A small surface below its button that closes on Escape or a click elsewhere, as the platform does it.
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from './controls.ts';

interface PopoverProps {
  readonly label: string;
  readonly icon: string;
  readonly children: ComponentChildren;
}

export function Popover({ label, icon, children }: PopoverProps): VNode {
  const anchor = useRef<HTMLSpanElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const onToggle = (event: Event): void => setOpen((event as ToggleEvent).newState === 'open');
    element.addEventListener('toggle', onToggle);
    return () => element.removeEventListener('toggle', onToggle);
  }, []);
  const open = (): void => {
    const [place, element] = [anchor.current?.getBoundingClientRect(), surface.current];
    if (place === undefined || element === null) return;
    if (element.matches(':popover-open')) {
      element.hidePopover();
      return;
    }
    element.style.top = `${place.bottom + 4}px`;
    element.style.right = `${Math.max(4, window.innerWidth - place.right)}px`;
    element.style.maxHeight = `${Math.max(120, window.innerHeight - place.bottom - 16)}px`;
    element.showPopover();
    element.querySelector<HTMLElement>('vscode-checkbox, button, input')?.focus();
  };
  return (
    <span class="ty-popover-anchor" ref={anchor}>
      <Button kind="icon" icon={icon} label={label} expanded={isOpen} onClick={open} />
      <div class="ty-popover" popover="auto" role="dialog" aria-label={label} ref={surface}>
        {children}
      </div>
    </span>
  );
}
