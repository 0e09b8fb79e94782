import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import type { SignIn } from './use-sign-in.js';

const EMPTY = { username: '', password: '' };

/** User name and password. */
export function SignInForm({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useTranslation();
  const form = useForm(EMPTY, { required: ['username', 'password'] });

  return (
    <form className="form" noValidate onSubmit={form.onSubmit(signIn.mutate)}>
      <TextInput labelText={t('fields.username')} autoComplete="username" {...form.field('username')} />
      <TextInput
        labelText={t('fields.password')}
        type="password"
        autoComplete="current-password"
        {...form.field('password')}
      />
      <ProblemNotice error={signIn.error} />
      <div>
        <Button type="submit" disabled={signIn.isPending}>
          {t('signIn.button')}
        </Button>
      </div>
    </form>
  );
}
