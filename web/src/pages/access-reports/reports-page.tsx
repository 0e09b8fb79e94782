import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { PageHeading } from '../../ui/page-heading.js';
import '../retention/retention.css';

const VIEWS = [
  { to: '/access-reports', name: 'reports.matrix' },
  { to: '/access-reports/on-day', name: 'reports.onDay' },
  { to: '/access-reports/late-reviews', name: 'reports.late' },
  { to: '/access-reports/unused', name: 'reports.unused' },
] as const;

/** Who has, and had, access to what. */
export function ReportsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('reports.title')}>{t('reports.lead')}</PageHeading>
      <nav className="views no-print" aria-label={t('reports.views')}>
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
