import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { PurposeShare } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ShareBar } from '../../ui/share-bar.js';
import { useEventWords } from '../access-log/event-words.js';
import { PeriodForm } from '../questions/period-form.js';
import type { Period } from '../questions/period.js';
import { usePeriod } from '../questions/use-period.js';
import { shareOf, byMonth, type Month } from './shares.js';

/** For which purposes recordings were played in a period, and how it changed from month to month (privacy notice §5). */
export function PurposeSharesPage() {
  const { t } = useTranslation();
  const { period, choose, clear } = usePeriod();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['purpose-shares', period],
    queryFn: () => answer(api.GET('/api/v1/audit/purpose-shares', { params: { query: period } })),
  });
  return (
    <>
      <PageHeading title={t('purposeShares.title')}>
        <p>{t('purposeShares.lead')}</p>
        {t('purposeShares.logged')}
      </PageHeading>
      <PeriodForm period={period} onApply={choose} onClear={clear} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Shares shares={data.items} period={period} /> : null}
    </>
  );
}

interface SharesProps {
  readonly shares: readonly PurposeShare[];
  readonly period: Period;
}

function Shares({ shares, period }: SharesProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const format = useFormat();
  const columns = useColumns(shares, period);
  const months = byMonth(shares);
  const monthColumns: Column<Month>[] = [
    { id: 'month', header: t('purposeShares.month'), rowHeader: true, cell: ({ month }) => format.month(month) },
    ...shares.map(({ purpose }) => ({
      id: purpose,
      header: words.purpose(purpose),
      align: 'end' as const,
      cell: ({ playbacks, all }: Month) => (
        <>
          {format.percent((playbacks.get(purpose) ?? 0) / all)}
          <small>{format.number(playbacks.get(purpose) ?? 0)}</small>
        </>
      ),
    })),
  ];
  if (shares.length === 0) return <p role="status">{t('purposeShares.none')}</p>;
  return (
    <div className="stack">
      <p className="print-only">{`${format.day(period.fromOn)} – ${format.day(period.toOn)}`}</p>
      <DataTable caption={t('purposeShares.caption')} columns={columns} rows={shares} idOf={share => share.purpose} />
      {months.length > 1 ? (
        <DataTable
          caption={t('purposeShares.byMonth')}
          columns={monthColumns}
          rows={months}
          idOf={({ month }) => month}
        />
      ) : null}
    </div>
  );
}

function useColumns(shares: readonly PurposeShare[], { fromOn, toOn }: Period): Column<PurposeShare>[] {
  const { t } = useTranslation();
  const words = useEventWords();
  const format = useFormat();
  const within = { from: fromOn, to: toOn, action: 'playback.granted' };
  return [
    { id: 'purpose', header: t('log.purpose'), rowHeader: true, cell: ({ purpose }) => words.purpose(purpose) },
    {
      id: 'share',
      header: t('purposeShares.share'),
      align: 'end',
      cell: share => format.percent(shareOf(share, shares)),
    },
    {
      id: 'bar',
      header: t('purposeShares.picture'),
      cell: share => <ShareBar share={shareOf(share, shares)} />,
    },
    {
      id: 'playbacks',
      header: t('purposeShares.playbacks'),
      align: 'end',
      cell: ({ playbacks }) => format.number(playbacks),
    },
    { id: 'people', header: t('purposeShares.people'), align: 'end', cell: ({ people }) => format.number(people) },
    {
      id: 'log',
      header: t('nav.accessLog'),
      cell: ({ purpose }) => (
        <Link to={`/access-log?${new URLSearchParams({ ...within, purpose }).toString()}`}>{t('questions.inLog')}</Link>
      ),
    },
  ];
}
