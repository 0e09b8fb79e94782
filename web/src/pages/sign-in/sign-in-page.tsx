import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { PRESENCE_KEY, type SignedOut } from '../../app/session/presence.js';
import { useSettings } from '../../app/session/use-settings.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { DemoAccounts } from './demo-accounts.js';
import { OpenIdButton } from './openid-button.js';
import { SignInForm } from './sign-in-form.js';
import { SecondFactorStep } from './second-factor-step.js';
import { useOpenIdSignIn } from './use-openid-sign-in.js';
import { askedFactorOf, useSignIn } from './use-sign-in.js';
import { sentenceOf } from './why-signed-out.js';
import './sign-in.css';

/** Takes the place of the page that was asked for, whose address stays. */
export function SignInPage({ because, why }: Omit<SignedOut, 'me'>) {
  const { t } = useTranslation();
  const { data: settings } = useSettings();
  const signIn = useSignIn();
  const client = useQueryClient();
  const onSignedIn = () => client.invalidateQueries({ queryKey: PRESENCE_KEY });
  const openId = useOpenIdSignIn(onSignedIn);
  if (openId.asked) {
    const { asked, cancel } = openId;
    const text = t('signIn.openIdSecondFactor');
    return <SecondFactorStep asked={asked} text={text} onSignedIn={onSignedIn} onCancel={cancel} />;
  }
  const asked = askedFactorOf(signIn.error);
  if (asked) return <SecondFactorStep asked={asked} onSignedIn={onSignedIn} onCancel={signIn.reset} />;

  return (
    <div className="sign-in">
      <div className="sign-in__form">
        <PageHeading title={t('signIn.title')}>{t('signIn.lead')}</PageHeading>
        {because === 'nobody' ? null : (
          <div role="status" className="sign-in__why">
            <InlineAlert status="neutral">{t(sentenceOf(because, why))}</InlineAlert>
          </div>
        )}
        <ProblemNotice error={openId.error} />
        {settings?.openId ? <OpenIdButton /> : null}
        <SignInForm signIn={signIn} />
      </div>
      {settings?.demo ? <DemoAccounts settings={settings} signIn={signIn} /> : null}
    </div>
  );
}
