import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useSignOut } from '../../app/session/sign-out.js';
import { useChangePassword } from '../../app/session/use-change-password.js';
import { Logged } from '../../ui/logged.js';
import { NewPasswordForm } from '../../ui/new-password-form.js';
import { PageHeading } from '../../ui/page-heading.js';

/** A one-time password is changed before anything else. */
export function NewPasswordPage() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const signOut = useSignOut();
  return (
    <div className="stack">
      <div>
        <PageHeading title={t('newPassword.title')}>{t('newPassword.lead')}</PageHeading>
        <Logged act="passwordChanged" />
        <NewPasswordForm
          button={t('newPassword.button')}
          current={t('fields.oneTimePassword')}
          isPending={change.isPending}
          error={change.error}
          onSend={change.mutate}
        />
      </div>
      <div>
        <Button variant="secondaryNoBorder" onClick={signOut}>
          {t('nav.signOut')}
        </Button>
      </div>
    </div>
  );
}
