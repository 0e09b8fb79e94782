import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { asProblem } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import type { SignIn } from './use-sign-in.js';

const EMPTY = { username: '', password: '', code: '' };

/** User name and password; the second factor's code when the server asks for one. */
export function SignInForm({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useTranslation();
  const form = useForm(EMPTY, { required: ['username', 'password'] });
  const asksForCode = signIn.error !== null && asProblem(signIn.error).code === 'second-factor-required';
  const send = ({ username, password, code }: typeof EMPTY) => {
    signIn.mutate({ username, password, ...(code ? { code } : {}) });
  };

  return (
    <form className="form" noValidate onSubmit={form.onSubmit(send)}>
      <TextInput labelText={t('fields.username')} autoComplete="username" {...form.field('username')} />
      <TextInput
        labelText={t('fields.password')}
        type="password"
        autoComplete="current-password"
        {...form.field('password')}
      />
      {asksForCode ? (
        <TextInput
          labelText={t('fields.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          {...form.field('code')}
        />
      ) : null}
      <ProblemNotice error={signIn.error} />
      <div>
        <Button type="submit" disabled={signIn.isPending}>
          {t('signIn.button')}
        </Button>
      </div>
    </form>
  );
}
