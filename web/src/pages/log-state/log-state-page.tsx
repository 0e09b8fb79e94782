import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Alarms } from './alarms.js';
import { LogParts } from './log-parts.js';
import './log-state.css';

/** How the access log stands, for those who follow it, and its alarms, for administrators as well. */
export function LogStatePage() {
  const { t } = useTranslation();
  const me = useMe();
  const follows = may(me, 'follow', 'AuditLog');
  return (
    <div className="stack log-state">
      <PageHeading title={t('logState.title')}>{follows ? t('logState.lead') : t('logState.leadAlarms')}</PageHeading>
      {follows ? <LogParts /> : <Alarms />}
      {may(me, 'list', 'AuditEvent') ? <Link to="/access-log">{t('logState.back')}</Link> : null}
    </div>
  );
}
