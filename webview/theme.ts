// The editor's theme for what CSS cannot reach (canvas): tokens resolved to colours, and a signal when the theme changes.
import { signal } from '@preact/signals';
import { themeVariable } from '../present/states.ts';

/** Counts theme changes; read it where a canvas has to be drawn again. */
export const themeVersion = signal(0);

/** VS Code sets classes on `body` and tokens on the root element when the theme changes. Call once. */
export function watchTheme(): void {
  const observer = new MutationObserver(() => {
    themeVersion.value += 1;
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}

/** Computed colour of any CSS colour text, `var(--vscode-…)` included. */
export function resolveColor(text: string): string {
  const probe = document.createElement('span');
  probe.style.color = text;
  probe.hidden = true;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/** `charts.blue` as the CSS variable that VS Code sets for it. */
export const tokenColor = (token: string): string => `var(${themeVariable(token)})`;
