import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { ProblemNotice } from './problem-notice.js';
import { useForm } from './use-form.js';

interface Passwords {
  /** Empty where none is asked for. */
  readonly code: string;
  readonly current: string;
  readonly password: string;
}

interface NewPasswordFormProps {
  readonly button: string;
  /** Label of the field for the password in use; without it the form does not ask for one. */
  readonly current?: string;
  /** Label and hint of the field for a code that somebody told; without it the form does not ask for one. */
  readonly code?: { readonly label: string; readonly hint: string };
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (passwords: Passwords) => void;
}

/** A new password, twice; whether it will do is decided by the server. */
export function NewPasswordForm({ button, current, code, isPending, error, onSend }: NewPasswordFormProps) {
  const { t } = useTranslation();
  const form = useForm(
    { code: '', current: '', password: '', again: '' },
    {
      required: [...(code ? ['code' as const] : []), ...(current ? ['current' as const] : []), 'password', 'again'],
      check: ({ password, again }) => (password === again ? {} : { again: t('form.notAlike') }),
    },
  );

  return (
    <form className="form" noValidate onSubmit={form.onSubmit(onSend)}>
      {code === undefined ? null : (
        <TextInput
          labelText={code.label}
          hintText={code.hint}
          autoComplete="one-time-code"
          spellCheck={false}
          {...form.field('code')}
        />
      )}
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
