import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';

/** Leads to the organisation's identity provider, and back to the page that was asked for. */
export function OpenIdButton() {
  const { t } = useTranslation();
  return (
    <div className="sign-in__openid">
      <Button
        fullWidth
        onClick={() => {
          const returnTo = `${location.pathname}${location.search}`;
          location.assign(`/api/v1/sessions/openid?${new URLSearchParams({ returnTo }).toString()}`);
        }}
      >
        {t('signIn.openId')}
      </Button>
      <p>{t('signIn.orPassword')}</p>
    </div>
  );
}
