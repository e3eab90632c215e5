// A codicon; decorative unless it has a label.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import { codiconClass, type StateName, stateStyle } from '../../present/states.ts';
import { tokenColor } from '../theme.ts';

interface IconProps {
  /** Codicon id; `loading~spin` turns. */
  readonly id: string;
  readonly label?: string;
  /** Colour token such as `charts.blue`. */
  readonly color?: string;
}

export function Icon({ id, label, color }: IconProps): VNode {
  return (
    <span
      class={codiconClass(id)}
      {...(color === undefined ? {} : { style: { color: tokenColor(color) } })}
      {...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label, title: label })}
    />
  );
}

/** The icon of a state from the one list; its word is its label. */
export function StateIcon({ state }: { readonly state: StateName }): VNode {
  const { icon, color, word } = stateStyle[state];
  return <Icon id={icon} color={color} label={t(word)} />;
}
