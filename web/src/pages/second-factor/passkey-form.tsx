import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { registerPasskey } from '../../app/second-factor/passkeys.js';
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
