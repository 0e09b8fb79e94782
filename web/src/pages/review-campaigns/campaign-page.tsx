import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { AccessReview, ReviewCampaign } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useList } from '../../ui/use-list.js';
import { useReviewColumns } from '../access-reviews/use-review-columns.js';
import { CAMPAIGNS } from './campaign-queries.js';
import { CampaignState } from './campaign-state.js';
import { useRoleText } from './use-role-text.js';

/** One campaign: why, how far it is, what became of the grants, and its reviews. */
export function CampaignPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const roleText = useRoleText();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...CAMPAIGNS, id],
    queryFn: () => answer(api.GET('/api/v1/review-campaigns/{id}', { params: { path: { id } } })),
  });

  return (
    <div className="stack">
      <PageHeading title={data ? t('campaigns.oneOf', { whose: roleText(data.role) }) : t('campaigns.one')}>
        {data ? <CampaignState campaign={data} /> : null}
      </PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <CampaignFacts campaign={data} /> : null}
      {data ? <Reviews campaign={data} /> : null}
      <Link to="/review-campaigns">{t('campaigns.back')}</Link>
    </div>
  );
}

function CampaignFacts({ campaign }: { readonly campaign: ReviewCampaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const decisions = useDecisionsText(campaign);
  const { openedAt, openedByName, reason, suspendOn, people, open, unopened, late } = campaign;
  return (
    <Panel title={t('campaigns.progress')}>
      <Facts>
        <Fact name={t('campaigns.opened')}>
          {t('holds.byAt', { name: openedByName ?? t('holds.nobody'), at: format.dateTime(openedAt) })}
        </Fact>
        {reason === null ? null : <Fact name={t('fields.reason')}>{reason}</Fact>}
        {suspendOn === null ? null : <Fact name={t('campaigns.suspendOn')}>{format.day(suspendOn)}</Fact>}
        <Fact name={t('campaigns.examined')}>
          {t('campaigns.done', { done: format.number(people - open - unopened), of: format.number(people) })}
        </Fact>
        {unopened > 0 ? <Fact name={t('campaigns.unopened')}>{format.number(unopened)}</Fact> : null}
        {late > 0 ? <Fact name={t('campaigns.late')}>{format.number(late)}</Fact> : null}
        <Fact name={t('campaigns.grants')}>{decisions}</Fact>
      </Facts>
    </Panel>
  );
}

/** What became of the grants, such as `kept 3, revoked 1, undecided 2`. */
function useDecisionsText(campaign: ReviewCampaign): string {
  const { t } = useTranslation();
  const counts = ['kept', 'narrowed', 'revoked', 'lapsed', 'undecided'] as const;
  return counts
    .filter(name => campaign[name] > 0)
    .map(name => t(`campaigns.counts.${name}`, { count: campaign[name] }))
    .join(', ');
}

function Reviews({ campaign: { id } }: { readonly campaign: ReviewCampaign }) {
  const { t } = useTranslation();
  const list = useList(['access-reviews', 'of', id], cursor => {
    const query = { campaign: id, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/access-reviews', { params: { query } }));
  });
  const person: Column<AccessReview> = {
    id: 'person',
    header: t('accessReviews.person'),
    rowHeader: true,
    cell: ({ id: review, staffName }) => <Link to={`/access-reviews/${review}`}>{staffName}</Link>,
  };
  return (
    <ListView
      list={list}
      caption={t('campaigns.reviews')}
      columns={useReviewColumns(person)}
      idOf={review => review.id}
      empty={t('campaigns.noReviews')}
      linked
    />
  );
}
