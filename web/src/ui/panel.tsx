import { useId, type ReactNode, type Ref } from 'react';
import { Heading } from 'suomifi-ui-components';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** Beside the heading. */
  readonly actions?: ReactNode;
  readonly tone?: 'plain' | 'highlight';
  /** What the heading is called in an address: a link to it gives it the focus. */
  readonly anchor?: string;
  /** Where the focus can be sent. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A section of a page with its heading. */
export function Panel({ title, actions, tone = 'plain', anchor, headingRef, children }: PanelProps) {
  const made = useId();
  const headingId = anchor ?? made;
  return (
    <section className={`panel panel--${tone}`} aria-labelledby={headingId}>
      <div className="panel__head">
        <Heading variant="h3" as="h2" id={headingId} tabIndex={-1} ref={headingRef ?? null}>
          {title}
        </Heading>
        {actions}
      </div>
      {children}
    </section>
  );
}
