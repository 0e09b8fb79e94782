import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { ProblemNotice } from './problem-notice.js';

interface ActFormProps {
  /** What will happen, in words. */
  readonly text?: string;
  /** Whether that cannot be taken back. */
  readonly isGrave?: boolean;
  /** What is written into the log about it, in words. */
  readonly logged?: string;
  /** The name of the button that sends. */
  readonly button: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** The form of an act: what will happen, its fields, what is logged, what went wrong, and the buttons. */
export function ActForm({ text, isGrave = false, logged, children, ...sending }: ActFormProps) {
  const { t } = useTranslation();
  return (
    <form className="form" noValidate onSubmit={sending.onSubmit}>
      {text === undefined ? null : isGrave ? <InlineAlert status="warning">{text}</InlineAlert> : <p>{text}</p>}
      {children}
      {logged === undefined ? null : <InlineAlert>{logged}</InlineAlert>}
      <ProblemNotice error={sending.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={sending.isPending}>
          {sending.button}
        </Button>
        <Button variant="secondary" onClick={sending.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
