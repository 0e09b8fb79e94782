import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { PageHeading } from '../../ui/page-heading.js';
import { Views } from '../../ui/views.js';

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
      <Views label={t('reports.views')} views={VIEWS.map(({ to, name }) => ({ to, name: t(name) }))} />
      <Outlet />
    </>
  );
}
