import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import type { HoldAct } from '../../api/types.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

export interface ActFormProps {
  readonly act: HoldAct;
  /** The name of the button that sends. */
  readonly button?: string;
  /** What will happen, in words. */
  readonly text: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** What each form of an act has: what will happen, its fields, what is logged, and the buttons. */
export function ActForm({ act, button, text, isPending, error, onSubmit, onCancel, children }: ActFormProps) {
  const { t } = useTranslation();
  return (
    <form className="form" noValidate onSubmit={onSubmit}>
      <p>{text}</p>
      {children}
      <InlineAlert>{t(`holds.logged.${act}`)}</InlineAlert>
      <ProblemNotice error={error} />
      <div className="form__buttons">
        <Button type="submit" disabled={isPending}>
          {button ?? t(`holds.send.${act}`)}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
