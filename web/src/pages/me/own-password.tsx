import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { useChangePassword } from '../../app/session/use-change-password.js';
import { Logged } from '../../ui/logged.js';
import { NewPasswordForm } from '../../ui/new-password-form.js';
import { Panel } from '../../ui/panel.js';

/** Changes the own password; the other sessions end. */
export function OwnPassword() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [round, setRound] = useState(0);

  return (
    <Panel title={t('newPassword.change')}>
      <div role="status">{change.isSuccess ? <InlineAlert mb="m">{t('newPassword.changed')}</InlineAlert> : null}</div>
      <Logged act="passwordChanged" />
      <NewPasswordForm
        key={round}
        button={t('newPassword.button')}
        current={t('fields.currentPassword')}
        isPending={change.isPending}
        error={change.error}
        onSend={passwords => {
          change.mutate(passwords, {
            onSuccess: () => {
              setRound(before => before + 1); // the fields are emptied
            },
          });
        }}
      />
    </Panel>
  );
}
