import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { LateRow } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { useList } from '../../ui/use-list.js';
import { ReportDownload } from './report-download.js';

/** Reviews of access that were, or are, not done in time. */
export function LateReviews() {
  const { t } = useTranslation();
  const list = useList(['access-report', 'late-reviews'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/access-reports/late-reviews', { params: { query } }));
  });
  return (
    <section aria-label={t('reports.late')}>
      <p>{t('reports.lateText')}</p>
      <ReportDownload wanted={{ report: 'late-reviews' }} />
      <ListView
        list={list}
        caption={t('reports.lateCaption')}
        columns={useLateColumns()}
        idOf={({ reviewId }) => reviewId}
        empty={t('reports.none')}
      />
    </section>
  );
}

function useLateColumns(): Column<LateRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'person',
      header: t('reports.person'),
      rowHeader: true,
      cell: ({ staffId, displayName }) => <Link to={`/staff/${staffId}`}>{displayName}</Link>,
    },
    { id: 'kind', header: t('reports.reviewKind'), cell: ({ kind }) => t(`reports.reviewKinds.${kind}`) },
    { id: 'reviewer', header: t('reports.reviewer'), cell: ({ reviewerName }) => reviewerName ?? '–' },
    { id: 'lastOn', header: t('reports.lastOn'), align: 'fixed', cell: ({ lastOn }) => format.day(lastOn) },
    {
      id: 'closed',
      header: t('reports.closed'),
      cell: ({ closedAt }) => (closedAt === null ? t('reports.stillOpen') : format.dateTime(closedAt)),
    },
    { id: 'days', header: t('reports.daysLate'), align: 'end', cell: ({ daysLate }) => format.number(daysLate) },
  ];
}
