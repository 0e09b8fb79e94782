import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { PageHeading } from '../../ui/page-heading.js';
import { Views } from '../../ui/views.js';
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
      <Views label={t('retention.views')} views={VIEWS.map(({ to, name }) => ({ to, name: t(name) }))} />
      <Outlet />
    </>
  );
}
