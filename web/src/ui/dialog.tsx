import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Heading } from 'suomifi-ui-components';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog, open as long as it is mounted. The browser's own element keeps the focus inside, closes on Escape
 * and gives the focus back to where it was.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={headingId} onClose={onClose}>
      <Heading variant="h2" id={headingId} tabIndex={-1} ref={heading}>
        {title}
      </Heading>
      {children}
    </dialog>
  );
}
