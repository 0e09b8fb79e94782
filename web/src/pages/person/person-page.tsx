import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import { Deactivation } from './deactivation.js';
import { Enrolment } from './enrolment.js';
import { Grants } from './grants.js';

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
      {may(me, 'list', 'Grant') ? <Grants person={person} /> : null}
      {active && other && may(me, 'enrol', 'Staff') && !person.enrolled ? <Enrolment person={person} /> : null}
      {active && other && may(me, 'deactivate', 'Staff') ? <Deactivation person={person} /> : null}
      <Link to="/staff">{t('person.back')}</Link>
    </div>
  );
}

function PersonFacts({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const format = useFormat();
  const optional = (['email', 'extension', 'directoryId'] as const).filter(name => person[name] !== null);
  return (
    <Panel title={t('person.facts')}>
      <Facts>
        <Fact name={t('fields.username')}>{person.username}</Fact>
        <Fact name={t('fields.title')}>{person.title}</Fact>
        <Fact name={t('fields.unit')}>{person.unit}</Fact>
        {optional.map(name => (
          <Fact key={name} name={t(`fields.${name}`)}>
            {person[name]}
          </Fact>
        ))}
        <Fact name={t('person.createdAt')}>{format.dateTime(person.createdAt)}</Fact>
        <Fact name={t('person.password')}>{person.enrolled ? t('person.enrolled') : t('person.notEnrolled')}</Fact>
        {person.deactivatedAt === null ? null : (
          <Fact name={t('person.deactivatedAt')}>{format.dateTime(person.deactivatedAt)}</Fact>
        )}
      </Facts>
    </Panel>
  );
}
