import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { useTasks } from '../../pages/tasks/use-tasks.js';
import type { Me } from '../../api/types.js';
import { isWithin, placesOf } from './places.js';

/** What waits for the person, and the places that the person's rights open. */
export function MainNavigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const places = placesOf(me);
  const waiting = useTasks().data?.waiting ?? 0;
  if (places.length === 0 && waiting === 0) return null;
  return (
    <nav className="navigation no-print" aria-label={t('nav.label')}>
      <ul className="frame__width">
        {waiting === 0 ? null : (
          <li>
            <NavLink to="/tasks">{t('tasks.navigation', { name: t('nav.tasks'), count: waiting })}</NavLink>
          </li>
        )}
        {places.map(place => (
          <li key={place.name}>
            <Link to={place.to} aria-current={isWithin(place, pathname) ? 'page' : undefined}>
              {t(place.name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
