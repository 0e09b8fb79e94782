import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { ProblemNotice } from '../../ui/problem-notice.js';

interface ActFormProps {
  /** What will happen, in words. */
  readonly text?: string;
  /** The name of the button that sends. */
  readonly button: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** What each form of an act in a case has: what will happen, its fields, and the buttons. */
export function ActForm({ text, button, isPending, error, onSubmit, onCancel, children }: ActFormProps) {
  const { t } = useTranslation();
  return (
    <form className="form" noValidate onSubmit={onSubmit}>
      {text === undefined ? null : <p>{text}</p>}
      {children}
      <ProblemNotice error={error} />
      <div className="form__buttons">
        <Button type="submit" disabled={isPending}>
          {button}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
