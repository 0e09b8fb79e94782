import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Views } from '../../../ui/views.js';

const VIEWS = [
  { to: '/rights-requests', name: 'rights.boardViews.requests' },
  { to: '/rights-requests/statistics', name: 'rights.boardViews.statistics' },
  { to: '/rights-requests/mailbox', name: 'rights.boardViews.mailbox' },
] as const;

/** What there is of requests as a whole; each view is a page with a heading of its own. */
export function BoardFrame() {
  const { t } = useTranslation();
  return (
    <>
      <Views label={t('rights.boardViews.label')} views={VIEWS.map(({ to, name }) => ({ to, name: t(name) }))} />
      <Outlet />
    </>
  );
}
