import { useTranslation } from 'react-i18next';
import type { AccessReviewDetails, ReviewedItem } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Tag } from '../../ui/tag.js';
import { GrantWords } from '../person/grant-words.js';
import { DecisionForm } from './decision-form.js';

interface ReviewedGrantProps {
  readonly review: AccessReviewDetails;
  readonly item: ReviewedItem;
}

/** One grant of a review: what it allows, what was decided and why, or the form to decide. */
export function ReviewedGrant({ review, item }: ReviewedGrantProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { grant, decision } = item;
  const decides = item.mayDecide.length > 0;
  return (
    <article>
      <p>
        <GrantWords grant={grant} />
      </p>
      <Facts>
        <Fact name={t('accessReviews.untilOn')}>{format.day(grant.untilOn)}</Fact>
        <Fact name={t('accessReviews.decision')}>
          <Tag tone={decision === null ? 'warning' : 'neutral'}>
            {t(decision === null ? 'accessReviews.undecided' : `accessReviews.decisions.${decision}`)}
          </Tag>
          {decision === null ? null : <DecidedBy item={item} />}
        </Fact>
        {item.reason === null ? null : <Fact name={t('accessReviews.reason')}>{item.reason}</Fact>}
      </Facts>
      {decides ? <DecisionForm reviewId={review.id} item={item} /> : null}
      {!decides && decision === null && review.outcome === null ? <p>{t('accessReviews.notYours')}</p> : null}
    </article>
  );
}

/** A decision that nobody made came with the calendar. */
function DecidedBy({ item: { decidedAt, decidedBy, decidedByName } }: { readonly item: ReviewedItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (decidedBy === null || decidedAt === null) return <small>{t('accessReviews.byCalendar')}</small>;
  const name = decidedByName ?? decidedBy;
  return <small>{t('accessReviews.decidedBy', { name, at: format.dateTime(decidedAt) })}</small>;
}
