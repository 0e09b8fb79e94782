import { useTranslation } from 'react-i18next';
import type { Role, Settings } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import type { SignIn } from './use-sign-in.js';

interface DemoAccountsProps {
  readonly settings: Settings;
  readonly signIn: SignIn;
}

/** The accounts of a demonstration: one click signs in. */
export function DemoAccounts({ settings, signIn }: DemoAccountsProps) {
  const { t } = useTranslation();
  const { accounts = [], password = '' } = settings;

  return (
    <Panel title={t('signIn.demoTitle')}>
      <p>{t('signIn.demoText')}</p>
      <ul className="demo-accounts">
        {accounts.map(({ username, roles }) => (
          <li key={username}>
            <button
              type="button"
              disabled={signIn.isPending}
              onClick={() => {
                signIn.mutate({ username, password });
              }}
            >
              <strong>{roles.map(role => t(`roles.${role as Role}`)).join(', ') || t('signIn.noRole')}</strong>
              <span>{username}</span>
            </button>
          </li>
        ))}
      </ul>
      {password ? (
        <p className="demo-accounts__password">
          {t('signIn.demoPassword')} <code>{password}</code>
        </p>
      ) : null}
    </Panel>
  );
}
