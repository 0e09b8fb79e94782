import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePresence } from '../session/use-presence.js';
import { LanguageSwitch } from './language-switch.js';
import { MainNavigation } from './main-navigation.js';
import { PersonMenu } from './person-menu.js';
import './header.css';

/** The product's name, the languages, who is signed in, and where that person may go. */
export function Header() {
  const { t } = useTranslation();
  const me = usePresence().data?.me ?? null;
  const inside = me?.undertaking.bound === true && me.lacks === null;

  return (
    <header className="header">
      <div className="header__bar frame__width">
        <Link to="/" className="header__brand">
          <img src="/tallenne.svg" alt="" width="32" height="32" />
          <span>
            Tallenne
            <small>{t('frame.tagline')}</small>
          </span>
        </Link>
        <div className="header__menus no-print">
          <LanguageSwitch />
          {me ? <PersonMenu me={me} /> : null}
        </div>
      </div>
      {me && inside ? <MainNavigation me={me} /> : null}
    </header>
  );
}
