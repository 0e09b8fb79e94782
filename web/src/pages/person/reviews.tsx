import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { AccessReview, StaffMember } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Panel } from '../../ui/panel.js';
import { useList } from '../../ui/use-list.js';
import { useReviewColumns } from '../access-reviews/use-review-columns.js';

/** Each time that the person's access was examined, and is. */
export function Reviews({ person: { id } }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const list = useList(['access-reviews', 'of', id], cursor => {
    const query = { staff: id, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/access-reviews', { params: { query } }));
  });
  return (
    <Panel title={t('accessReviews.title')}>
      <ListView
        list={list}
        caption={t('staffReviews.caption')}
        columns={columns}
        idOf={review => review.id}
        empty={t('staffReviews.none')}
      />
    </Panel>
  );
}

function useColumns(): Column<AccessReview>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useReviewColumns({
    id: 'openedAt',
    header: t('accessReviews.openedAt'),
    rowHeader: true,
    cell: ({ id, openedAt }) => <Link to={`/access-reviews/${id}`}>{format.dateTime(openedAt)}</Link>,
  });
}
