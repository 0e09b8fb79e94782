import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from './act-form.js';
import { Dialog } from './dialog.js';
import { Logged, type LoggedAct } from './logged.js';

interface ReasonDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly text: string;
  /** What the log will hold; null where `text` says it. */
  readonly logged: LoggedAct | null;
  readonly button: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of a step that cannot be taken back. */
export function ReasonDialog({ title, text, logged, button, isPending, error, onSend, onClose }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const missing = sent && reason.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (reason.trim() === '') event.currentTarget.querySelector('input')?.focus();
    else onSend(reason);
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <ActForm text={text} button={button} isPending={isPending} error={error} onSubmit={send} onCancel={onClose}>
        <TextInput
          labelText={t('fields.reason')}
          required
          fullWidth
          value={reason}
          status={missing ? 'error' : 'default'}
          statusText={missing ? t('form.required') : ''}
          onChange={value => {
            setReason(String(value ?? ''));
          }}
        />
        {logged === null ? null : <Logged act={logged} />}
      </ActForm>
    </Dialog>
  );
}
