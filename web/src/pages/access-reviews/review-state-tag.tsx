import { useTranslation } from 'react-i18next';
import type { AccessReview } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

/** Where a review stands: how it ended, or what it does to the person now. */
export function ReviewStateTag({ review }: { readonly review: AccessReview }) {
  const { t } = useTranslation();
  if (review.outcome !== null) return <Tag tone="neutral">{t(`accessReviews.outcomes.${review.outcome}`)}</Tag>;
  return (
    <>
      <Tag tone={review.suspended ? 'warning' : 'info'}>
        {t(review.suspended ? 'accessReviews.states.suspended' : 'accessReviews.states.open')}
      </Tag>
      {review.escalated ? <small>{t('accessReviews.states.escalated')}</small> : null}
    </>
  );
}
