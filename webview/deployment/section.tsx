// A section of the panel: icon, title, its tools, its content.
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../components/icon.tsx';

interface SectionProps {
  readonly icon: string;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly tools?: VNode | false;
}

export const Section = ({ icon, title, children, tools }: SectionProps): VNode => (
  <section class="ty-section" aria-label={title}>
    <header>
      <Icon id={icon} />
      <h2>{title}</h2>
      {tools}
    </header>
    {children}
  </section>
);
