import { useTranslation } from 'react-i18next';
import type { ServiceLevelStudy } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StudyDownloads } from './study-downloads.js';
import { StudyFilters } from './study-filters.js';
import { StudyPanel } from './study-panel.js';
import { useStudy } from './use-study.js';
import { useStudyParts } from './use-study-parts.js';
import './studies.css';

/** Studies of service levels (privacy notice §5): from the contact history, without listening, and of no person. */
export function StudiesPage() {
  const { t } = useTranslation();
  const { asked, query, choose, clear } = useStudy();
  const { data, error, isPending, refetch } = query;
  return (
    <div className="stack studies">
      <PageHeading title={t('studies.title')}>
        <p>{t('studies.lead')}</p>
        {t('studies.logged')}
      </PageHeading>
      <StudyFilters
        asked={asked}
        queues={data?.queues ?? []}
        units={data?.units ?? []}
        onApply={choose}
        onClear={clear}
      />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <>
          <Period study={data} />
          {data.rows.length > 0 ? <StudyDownloads asked={asked} /> : null}
          <Parts study={data} />
          <HowMade study={data} />
        </>
      ) : null}
    </div>
  );
}

/** Which calls the figures are of. */
function Period({ study: { from, through, queue, unit } }: { readonly study: ServiceLevelStudy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const only = [
    ...(queue === null ? [] : [`${t('studies.groups.queue')}: ${queue}`]),
    ...(unit === null ? [] : [`${t('studies.groups.unit')}: ${unit}`]),
  ];
  return (
    <div className="studies__period">
      <p>
        <strong>{t('studies.period', { from: format.day(from), through: format.day(through) })}</strong>
        {only.length > 0 ? ` ${only.join(', ')}` : ''}
      </p>
      <p>{t('studies.fewest')}</p>
    </div>
  );
}

function Parts({ study }: { readonly study: ServiceLevelStudy }) {
  const { t } = useTranslation();
  const parts = useStudyParts();
  if (study.rows.length === 0) return <p role="status">{t('studies.none')}</p>;
  return parts.map(part => <StudyPanel key={part.id} study={study} part={part} />);
}

/** Where the figures come from, how exact they are, and what is left out. */
function HowMade({ study: { living, daily, errorBound } }: { readonly study: ServiceLevelStudy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = (period: { readonly from: string; readonly through: string }) => ({
    from: format.day(period.from),
    through: format.day(period.through),
  });
  return (
    <Panel title={t('studies.how')}>
      <ul className="studies__how">
        {living ? <li>{t('studies.fromHistory', days(living))}</li> : null}
        {daily ? <li>{t('studies.fromDaily', days(daily))}</li> : null}
        {daily && daily.without > 0 ? <li>{t('studies.without', { count: daily.without })}</li> : null}
        <li>{t(errorBound === 0 ? 'studies.exact' : 'studies.bound')}</li>
        <li>{t('studies.objected')}</li>
        <li>{t('studies.ofNobody')}</li>
      </ul>
    </Panel>
  );
}
