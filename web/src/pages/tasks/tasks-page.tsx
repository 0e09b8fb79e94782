import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loading } from '../../ui/loading.js';
import { useFormat } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import type { Tasks } from '../../api/types.js';
import { ProposalWords } from '../grant-proposals/proposal-words.js';
import { WaitingGroups } from './waiting-groups.js';
import { useTasks } from './use-tasks.js';

/** What waits for the person at the screen. */
export function TasksPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useTasks();
  const nothing = data?.waiting === 0 && data.counts.endingGrants === 0;
  return (
    <div className="stack">
      <PageHeading title={t('tasks.title')}>{t('tasks.lead')}</PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {nothing ? <p>{t('tasks.nothing')}</p> : null}
      {data ? <WaitingGroups groups={data.groups} /> : null}
      {data ? <Kinds tasks={data} /> : null}
    </div>
  );
}

function Kinds({ tasks }: { readonly tasks: Tasks }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts } = tasks;
  return (
    <>
      <Kind title={t('tasks.proposals')} count={counts.proposals} shown={tasks.proposals.length}>
        {tasks.proposals.map(proposal => (
          <li key={proposal.id}>
            <Link to="/grant-proposals">{proposal.staffName}</Link> <ProposalWords proposal={proposal} />
          </li>
        ))}
      </Kind>
      <Kind title={t('tasks.reviews')} count={counts.reviews} shown={tasks.reviews.length}>
        {tasks.reviews.map(({ id, kind, staffName, suspendOn, suspended }) => (
          <li key={id}>
            <Link to={`/access-reviews/${id}`}>{staffName}</Link> {t(`reports.reviewKinds.${kind}`)}{' '}
            {suspended ? (
              <Tag tone="alert">{t('tasks.isSuspended')}</Tag>
            ) : (
              t('tasks.decideBy', { day: format.day(suspendOn) })
            )}
          </li>
        ))}
      </Kind>
      <Kind title={t('tasks.enrolments')} count={counts.enrolments} shown={tasks.enrolments.length}>
        {tasks.enrolments.map(({ id, staffId, staffName, expiresAt }) => (
          <li key={id}>
            <Link to={`/staff/${staffId}`}>{staffName}</Link> {t('tasks.until', { at: format.dateTime(expiresAt) })}
          </li>
        ))}
      </Kind>
      {counts.dutyBatches > 0 ? <p>{t('tasks.dutyBatches', { count: counts.dutyBatches })}</p> : null}
      <Kind title={t('tasks.ending')} count={counts.endingGrants} shown={tasks.endingGrants.length}>
        {tasks.endingGrants.map(({ grant: { id, role, untilOn, staffId }, staffName, mine }) => (
          <li key={id}>
            {mine ? (
              t('tasks.ownEnds', { role: t(`roles.${role}`), day: format.day(untilOn) })
            ) : (
              <>
                <Link to={`/staff/${staffId}`}>{staffName}</Link>{' '}
                {t('tasks.endsOn', { role: t(`roles.${role}`), day: format.day(untilOn) })}
              </>
            )}
          </li>
        ))}
      </Kind>
    </>
  );
}

interface KindProps {
  readonly title: string;
  readonly count: number;
  readonly shown: number;
  readonly children: ReactNode;
}

function Kind({ title, count, shown, children }: KindProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === 0) return null;
  return (
    <Panel title={title}>
      <ul>{children}</ul>
      {shown < count ? <p>{t('tasks.more', { shown: format.number(shown), count })}</p> : null}
    </Panel>
  );
}
