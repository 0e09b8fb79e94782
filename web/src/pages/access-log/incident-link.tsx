import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LogEvent } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { stateOf, type BegunScope } from '../incidents/begun-scope.js';
import { scopeOfEvent, scopeOfFilters } from './incident-scope.js';
import type { LogAddress } from './log-filters.js';

/** Registers a breach whose list begins with what one event is about; for those who may. */
export function IncidentOfEvent({ event, onLeave }: { readonly event: LogEvent; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  return <IncidentLink scope={scopeOfEvent(event)} text={t('incidents.ofEvent')} onLeave={onLeave} />;
}

/** The same of what the filters of the log cover. */
export function IncidentOfFilters({ filters }: { readonly filters: LogAddress }) {
  const { t } = useTranslation();
  return <IncidentLink scope={scopeOfFilters(filters)} text={t('incidents.ofFilters')} />;
}

interface IncidentLinkProps {
  readonly scope: BegunScope | null;
  readonly text: string;
  readonly onLeave?: () => void;
}

function IncidentLink({ scope, text, onLeave }: IncidentLinkProps) {
  const me = useMe();
  if (scope === null || !may(me, 'register', 'Incident')) return null;
  return (
    <Link to="/incidents" state={stateOf(scope)} {...(onLeave ? { onClick: onLeave } : {})}>
      {text}
    </Link>
  );
}
