import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { useSettings } from '../../app/session/use-settings.js';
import { PageHeading } from '../../ui/page-heading.js';
import { DemoAccounts } from './demo-accounts.js';
import { SignInForm } from './sign-in-form.js';
import { useSignIn } from './use-sign-in.js';
import './sign-in.css';

/** Takes the place of the page that was asked for, whose address stays. */
export function SignInPage({ because }: { readonly because: 'nobody' | 'over' | 'left' }) {
  const { t } = useTranslation();
  const { data: settings } = useSettings();
  const signIn = useSignIn();

  return (
    <div className="sign-in">
      <div className="sign-in__form">
        <PageHeading title={t('signIn.title')}>{t('signIn.lead')}</PageHeading>
        {because === 'nobody' ? null : (
          <div role="status" className="sign-in__why">
            <InlineAlert status="neutral">{because === 'over' ? t('signIn.over') : t('signIn.left')}</InlineAlert>
          </div>
        )}
        <SignInForm signIn={signIn} />
      </div>
      {settings?.demo ? <DemoAccounts settings={settings} signIn={signIn} /> : null}
    </div>
  );
}
