import { useEffect, useRef, type ReactNode } from 'react';
import { Heading } from 'suomifi-ui-components';
import './page-heading.css';

interface PageHeadingProps {
  readonly title: string;
  /** Beside the heading: what can be done on the page. */
  readonly actions?: ReactNode;
  /** Under the heading: what the page is about. */
  readonly children?: ReactNode;
}

let first = true;

/** The page's one `h1`: names the document and, after every navigation but the first, takes the focus. */
export function PageHeading({ title, actions, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Tallenne`;
  }, [title]);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true }); // on the way back the page stands where it stood
    first = false;
  }, []);

  return (
    <div className="page-heading">
      <div className="page-heading__row">
        <Heading variant="h1" tabIndex={-1} ref={heading}>
          {title}
        </Heading>
        {actions ? <div className="page-heading__actions">{actions}</div> : null}
      </div>
      {children ? <div className="page-heading__lead">{children}</div> : null}
    </div>
  );
}
