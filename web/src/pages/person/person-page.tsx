import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import { doingsAddress } from '../access-log/log-views.js';
import { Deactivation } from './deactivation.js';
import { DutiesPanel } from './duties.js';
import { Enrolment } from './enrolment.js';
import { ExternalIdentity } from './external-identity.js';
import { Grants } from './grants.js';
import { OpenSessions } from './open-sessions.js';
import { PersonFacts } from './person-facts.js';
import { Reactivation } from './reactivation.js';
import { Recovery } from './recovery.js';
import { Reviews } from './reviews.js';
import { Undertakings } from './undertakings.js';

/** One named person: who they are, what they have been granted, and what an administrator may do about it. */
export function PersonPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['person', id],
    queryFn: () => answer(api.GET('/api/v1/staff/{id}', { params: { path: { id } } })),
  });

  if (data) return <Person key={id} person={data} />;
  return (
    <>
      <PageHeading title={t('person.plainTitle')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/staff">{t('person.back')}</Link>
    </>
  );
}

function Person({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const me = useMe();
  const active = person.status === 'active';
  const other = person.id !== me.id;

  return (
    <div className="stack">
      <PageHeading key={person.status} title={person.displayName}>
        <Tag tone={active ? 'success' : 'neutral'}>{t(`staffStatuses.${person.status}`)}</Tag>
      </PageHeading>
      <PersonFacts person={person} />
      {may(me, 'list', 'DutyChange') ? <DutiesPanel person={person} /> : null}
      {may(me, 'list', 'Grant') ? <Grants person={person} /> : null}
      {may(me, 'list', 'Undertaking') ? <Undertakings person={person} /> : null}
      {may(me, 'list', 'Grant') ? <Reviews person={person} /> : null}
      {active && other && may(me, 'list', 'Session') ? <OpenSessions person={person} /> : null}
      {active && other && may(me, 'enrol', 'Staff') ? <WayIn person={person} /> : null}
      <ExternalIdentity person={person} />
      {active && other && may(me, 'deactivate', 'Staff') ? <Deactivation person={person} /> : null}
      {!active && other && may(me, 'reactivate', 'Staff') ? <Reactivation person={person} /> : null}
      {may(me, 'list', 'AuditEvent') ? <InLog person={person} /> : null}
      <Link to="/staff">{t('person.back')}</Link>
    </div>
  );
}

/** For those who look into the log: what the person did, and what was done about them. */
function InLog({ person: { id } }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('person.inLog')}>
      <ul>
        <li>
          <Link to={doingsAddress(id)}>{t('log.whatDidTheyDo')}</Link>
        </li>
        <li>
          <Link to={`/access-log?concerns=${id}`}>{t('person.concernsThem')}</Link>
        </li>
      </ul>
    </Panel>
  );
}

function WayIn({ person }: { readonly person: StaffMember }) {
  return person.enrolled ? <Recovery person={person} /> : <Enrolment person={person} />;
}
