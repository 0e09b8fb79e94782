import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { PageHeading } from '../../ui/page-heading.js';
import './retention.css';

const VIEWS = [
  { to: '/retention', name: 'retention.due' },
  { to: '/retention/purges', name: 'retention.purges' },
  { to: '/retention/certificates', name: 'retention.certificates' },
] as const;

/** How long recordings are kept, and the proof that what was over is gone. */
export function RetentionPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('retention.title')}>{t('retention.lead')}</PageHeading>
      <nav className="views no-print" aria-label={t('retention.views')}>
        <ul>
          {VIEWS.map(({ to, name }) => (
            <li key={to}>
              <NavLink to={to} end>
                {t(name)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
