import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { AccessReviewDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Reassign } from './reassign.js';
import { ReviewedGrant } from './reviewed-grant.js';
import { ReviewStateTag } from './review-state-tag.js';

/** One review: whose access, why, until when, and each grant with its decision. */
export function ReviewPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-review', id],
    queryFn: () => answer(api.GET('/api/v1/access-reviews/{id}', { params: { path: { id } } })),
  });

  if (data) return <Review key={id} review={data} />;
  return (
    <>
      <PageHeading title={t('accessReviews.plainTitle')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/access-reviews">{t('accessReviews.back')}</Link>
    </>
  );
}

function Review({ review }: { readonly review: AccessReviewDetails }) {
  const { t } = useTranslation();
  const me = useMe();
  const names = may(me, 'reassign', 'AccessReview') && review.outcome === null && review.staffId !== me.id;

  return (
    <div className="stack">
      <PageHeading title={review.staffName}>
        <ReviewStateTag review={review} />
      </PageHeading>
      <ReviewFacts review={review} />
      <Panel title={t('accessReviews.grants')}>
        {review.items.map(item => (
          <ReviewedGrant key={item.grant.id} review={review} item={item} />
        ))}
      </Panel>
      {names ? <Reassign review={review} /> : null}
      <Link to="/access-reviews">{t('accessReviews.back')}</Link>
    </div>
  );
}

function ReviewFacts({ review }: { readonly review: AccessReviewDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const { staffId, staffName, deputyNames } = review;
  return (
    <Panel title={t('accessReviews.plainTitle')}>
      <Facts>
        <Fact name={t('accessReviews.person')}>
          {may(me, 'read', 'Staff') ? <Link to={`/staff/${staffId}`}>{staffName}</Link> : staffName}
        </Fact>
        <Fact name={t('accessReviews.kind')}>{t(`accessReviews.kinds.${review.kind}`)}</Fact>
        <Fact name={t('accessReviews.openedAt')}>{format.dateTime(review.openedAt)}</Fact>
        <Fact name={t('accessReviews.effectiveOn')}>{format.day(review.effectiveOn)}</Fact>
        <Fact name={t('accessReviews.reviewer')}>{review.reviewerName ?? t('accessReviews.noReviewer')}</Fact>
        {deputyNames.length > 0 ? <Fact name={t('accessReviews.deputies')}>{deputyNames.join(', ')}</Fact> : null}
        <Fact name={t('accessReviews.suspendOn')}>{format.day(review.suspendOn)}</Fact>
        <Fact name={t('accessReviews.escalateOn')}>{format.day(review.escalateOn)}</Fact>
        <Fact name={t('accessReviews.revokeOn')}>{format.day(review.revokeOn)}</Fact>
      </Facts>
    </Panel>
  );
}
