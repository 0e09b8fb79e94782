import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { AccessReview } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import type { Column } from '../../ui/data-table.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList, type List } from '../../ui/use-list.js';
import { useReviewColumns } from './use-review-columns.js';

const SHOWN = ['open', 'closed', 'all'] as const;
type Shown = (typeof SHOWN)[number];
const CLOSED: Readonly<Record<Shown, { closed?: string }>> = {
  open: { closed: 'false' },
  closed: { closed: 'true' },
  all: {},
};

/** Reviews that the person may see: everybody's, or those that name them. */
export function ReviewsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const shown = SHOWN.find(one => one === address.get('show')) ?? 'open';
  const columns = useColumns();

  return (
    <>
      <PageHeading title={t('accessReviews.title')}>{t('accessReviews.lead')}</PageHeading>
      <div className="no-print">
        <Choice
          label={t('accessReviews.show')}
          value={shown}
          options={SHOWN.map(value => ({ value, label: t(`accessReviews.shown.${value}`) }))}
          onChange={value => {
            setAddress({ show: value }, { preventScrollReset: true });
          }}
        />
      </div>
      <ListView
        list={useReviews(shown)}
        caption={t('accessReviews.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('accessReviews.none')}
        linked
      />
    </>
  );
}

function useReviews(shown: Shown): List<AccessReview> {
  return useList(['access-reviews', shown], cursor => {
    const query = { ...CLOSED[shown], ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/access-reviews', { params: { query } }));
  });
}

function useColumns(): Column<AccessReview>[] {
  const { t } = useTranslation();
  return useReviewColumns({
    id: 'person',
    header: t('accessReviews.person'),
    rowHeader: true,
    cell: ({ id, staffName }) => <Link to={`/access-reviews/${id}`}>{staffName}</Link>,
  });
}
