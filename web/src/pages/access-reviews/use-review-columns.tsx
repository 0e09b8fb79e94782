import { useTranslation } from 'react-i18next';
import type { AccessReview } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ReviewStateTag } from './review-state-tag.js';

/** The columns of access reviews. @param first what tells one review from the others in this list, and leads to it */
export function useReviewColumns(first: Column<AccessReview>): Column<AccessReview>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    first,
    { id: 'kind', header: t('accessReviews.kind'), cell: ({ kind }) => t(`accessReviews.kinds.${kind}`) },
    {
      id: 'reviewer',
      header: t('accessReviews.reviewer'),
      cell: ({ reviewerName }) => reviewerName ?? t('accessReviews.noReviewer'),
    },
    {
      id: 'suspendOn',
      header: t('accessReviews.suspendOn'),
      align: 'fixed',
      cell: ({ suspendOn }) => format.day(suspendOn),
    },
    {
      id: 'revokeOn',
      header: t('accessReviews.revokeOn'),
      align: 'fixed',
      cell: ({ revokeOn }) => format.day(revokeOn),
    },
    { id: 'state', header: t('accessReviews.state'), cell: review => <ReviewStateTag review={review} /> },
  ];
}
