import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { Views } from '../../ui/views.js';
import { BrakeNotice } from './brake-notice.js';
import { RETENTION_VIEWS } from './retention-views.js';
import './retention.css';

/** What the views of retention stand in; each is a page with a heading of its own. */
export function RetentionFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const views = RETENTION_VIEWS.filter(({ verb, subject }) => may(me, verb, subject));
  return (
    <>
      {may(me, 'read', 'Retention') ? <BrakeNotice /> : null}
      {views.length > 1 ? (
        <Views label={t('retention.views')} views={views.map(({ to, name }) => ({ to, name: t(name) }))} />
      ) : null}
      <Outlet />
    </>
  );
}
