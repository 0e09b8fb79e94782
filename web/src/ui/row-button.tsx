import { Button, type ButtonProps } from 'suomifi-ui-components';

interface RowButtonProps extends Pick<ButtonProps, 'variant' | 'disabled' | 'onClick'> {
  /** What it does: the text that is seen. */
  readonly act: string;
  /** What it does that to, in words or data: there is such a button in each row. */
  readonly about: string;
}

/** A button that stands once in each row. Its name begins with the text that is seen, so that who speaks it reaches it (WCAG 2.5.3). */
export function RowButton({ act, about, ...button }: RowButtonProps) {
  return (
    <Button variant="secondaryNoBorder" {...button} className="no-print" aria-label={`${act}: ${about}`}>
      {act}
    </Button>
  );
}
