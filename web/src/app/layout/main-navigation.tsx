import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Me } from '../../api/types.js';
import { may } from '../session/me.js';
import { PLACES } from './places.js';

/** The places that the person's rights open. */
export function MainNavigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const places = PLACES.filter(({ verb, subject }) => may(me, verb, subject));
  if (places.length === 0) return null;
  return (
    <nav className="navigation no-print" aria-label={t('nav.label')}>
      <ul className="frame__width">
        {places.map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to}>{t(name)}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
