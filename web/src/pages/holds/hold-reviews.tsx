import { useTranslation } from 'react-i18next';
import type { HoldDetails } from '../../api/types.js';
import { Fact } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';

/** Each time that somebody has looked at a hold again, oldest first. */
export function HoldReviews({ reviews }: { readonly reviews: HoldDetails['reviews'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return reviews.map(({ reviewedAt, reviewerName, nextReviewOn, reason }) => (
    <Fact key={reviewedAt} name={t('holds.reviewed')}>
      {t('holds.byAt', { name: reviewerName ?? t('holds.nobody'), at: format.dateTime(reviewedAt) })}
      <small>{reason ?? <em>{t('holds.textLost')}</em>}</small>
      <small>{t('holds.nextReview', { day: format.day(nextReviewOn) })}</small>
    </Fact>
  ));
}
