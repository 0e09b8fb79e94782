import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session/me.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';

/** The open review of one's own access: what it does when, and who decides. Nothing where there is none. */
export function OwnReview() {
  const { t } = useTranslation();
  const format = useFormat();
  const { review } = useMe();
  if (!review) return null;
  return (
    <Panel title={t('accessReviews.own')} tone="highlight">
      <p>{t(`accessReviews.kinds.${review.kind}`)}</p>
      <p>
        {review.suspended
          ? t('accessReviews.ownSuspended')
          : t('accessReviews.ownComing', { day: format.day(review.suspendOn) })}
      </p>
      <p>
        {review.reviewerName === null
          ? t('accessReviews.ownNoReviewer')
          : t('accessReviews.ownReviewer', { name: review.reviewerName })}
      </p>
    </Panel>
  );
}
