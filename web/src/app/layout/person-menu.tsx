import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ActionMenu, ActionMenuItem } from 'suomifi-ui-components';
import type { Me } from '../../api/types.js';
import { useSignOut } from '../session/sign-out.js';

/** Who is signed in, the way to the own page, and out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <ActionMenu buttonText={me.displayName} buttonVariant="secondaryNoBorder">
      <ActionMenuItem onClick={() => void navigate('/me')}>{t('nav.me')}</ActionMenuItem>
      <ActionMenuItem onClick={signOut}>{t('nav.signOut')}</ActionMenuItem>
    </ActionMenu>
  );
}
