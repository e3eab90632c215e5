// One line on top when something is wrong, and the honest empty view with its next step.
import type { ComponentChildren, VNode } from 'preact';
import { formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { Button } from './controls.ts';
import { Icon } from './icon.tsx';

interface LinkBannerProps {
  readonly message: string | null;
  /** When what is shown was true, UTC milliseconds. */
  readonly asOf: number | null;
  readonly onReconnect: () => void;
}

/** The service is away: what is shown stays readable and is said to be old. */
export function LinkBanner({ message, asOf, onReconnect }: LinkBannerProps): VNode {
  const words = message ?? t('The project’s service does not answer.');
  const age = asOf === null ? '' : t('Shown as of {time}.', { time: formatTime(asOf) });
  return (
    <div class="ty-banner" role="alert">
      <Icon id="debug-disconnect" />
      <span class="ty-banner-words">
        {words} {age}
      </span>
      <Button kind="secondary" label={t('Reconnect')} onClick={onReconnect} />
    </div>
  );
}

interface EmptyViewProps {
  readonly icon: string;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action?: VNode;
}

export function EmptyView({ icon, title, children, action }: EmptyViewProps): VNode {
  return (
    <div class="ty-empty">
      <Icon id={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
