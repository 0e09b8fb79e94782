import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { asProblem } from '../../api/problem.js';
import { registerPasskey } from '../../app/second-factor/passkeys.js';
import { useSettings } from '../../app/session/use-settings.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';

interface PasskeyFormProps {
  readonly onRegistered: () => void;
  /** A way out, where there is one. */
  readonly onCancel?: () => void;
}

/** Names a passkey and has the browser make it. */
export function PasskeyForm({ onRegistered, onCancel }: PasskeyFormProps) {
  const { t } = useTranslation();
  const form = useForm({ passkeyName: '' }, { required: ['passkeyName'] });
  const registering = useMutation({ mutationFn: registerPasskey, onSuccess: onRegistered });

  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ passkeyName }) => {
        registering.mutate(passkeyName);
      })}
    >
      <TextInput
        labelText={t('fields.passkeyName')}
        hintText={t('secondFactor.nameHint')}
        {...form.field('passkeyName')}
      />
      {registering.isPending ? <p role="status">{t('secondFactor.waiting')}</p> : null}
      <Logged act="passkeyRegistered" />
      <ProblemNotice error={registering.error} />
      <SignInAnew error={registering.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={registering.isPending}>
          {t('secondFactor.register')}
        </Button>
        {onCancel ? (
          <Button variant="secondary" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** Whoever comes in by the organisation's account has to show themselves there again: it would let them in without. */
function SignInAnew({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { data: settings } = useSettings();
  if (!error || asProblem(error).code !== 'sign-in-again' || !settings?.openId) return null;
  const returnTo = `${location.pathname}${location.search}`;
  const address = `/api/v1/sessions/openid?${new URLSearchParams({ anew: 'true', returnTo }).toString()}`;
  return (
    <Button
      variant="secondary"
      onClick={() => {
        location.assign(address);
      }}
    >
      {t('secondFactor.signInAnew')}
    </Button>
  );
}
