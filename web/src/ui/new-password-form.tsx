import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { ProblemNotice } from './problem-notice.js';
import { useForm } from './use-form.js';

interface Passwords {
  readonly current: string;
  readonly password: string;
}

interface NewPasswordFormProps {
  readonly button: string;
  /** Label of the field for the password in use; without it the form does not ask for one. */
  readonly current?: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (passwords: Passwords) => void;
}

/** A new password, twice; whether it will do is decided by the server. */
export function NewPasswordForm({ button, current, isPending, error, onSend }: NewPasswordFormProps) {
  const { t } = useTranslation();
  const form = useForm(
    { current: '', password: '', again: '' },
    {
      required: current === undefined ? ['password', 'again'] : ['current', 'password', 'again'],
      check: ({ password, again }) => (password === again ? {} : { again: t('form.notAlike') }),
    },
  );

  return (
    <form className="form" noValidate onSubmit={form.onSubmit(onSend)}>
      {current === undefined ? null : (
        <TextInput labelText={current} type="password" autoComplete="current-password" {...form.field('current')} />
      )}
      <TextInput
        labelText={t('fields.newPassword')}
        hintText={t('form.passwordHint')}
        type="password"
        autoComplete="new-password"
        {...form.field('password')}
      />
      <TextInput labelText={t('fields.again')} type="password" autoComplete="new-password" {...form.field('again')} />
      <ProblemNotice error={error} />
      <div>
        <Button type="submit" disabled={isPending}>
          {button}
        </Button>
      </div>
    </form>
  );
}
