import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { DueDay, DueTotals } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Fact, Facts } from '../../ui/facts.js';
import { dayOf, daysBetween } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ShareBar } from '../../ui/share-bar.js';
import { DueCalendar } from './due-calendar.js';
import { HOLD_KINDS } from '../holds/hold-kinds.js';

/** What falls due on each coming day: after its end the recordings of that day are gone. */
export function DueDays() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['due-days'],
    queryFn: () => answer(api.GET('/api/v1/retention/due')),
  });
  const items = data?.items ?? [];
  const [first, ...others] = items;
  const columns = useDueColumns(Math.max(1, ...items.map(item => item.recordings)));
  return (
    <>
      <PageHeading title={t('retention.due')}>{t('retention.dueText')}</PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Totals totals={data.totals} /> : null}
      {data && items.length === 0 ? <p>{t('retention.dueEmpty')}</p> : null}
      {first ? (
        <>
          <p>{t('retention.calendarText')}</p>
          <DueCalendar days={[first, ...others]} today={dayOf(new Date())} />
        </>
      ) : null}
      {items.length > 0 ? (
        <DataTable caption={t('retention.dueCaption')} columns={columns} rows={items} idOf={item => item.day} />
      ) : null}
    </>
  );
}

function Totals({ totals: { storedBytes, freedBytesIn30Days } }: { readonly totals: DueTotals }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="retention-totals">
      <Facts>
        <Fact name={t('retention.stored')}>{format.size(storedBytes)}</Fact>
        <Fact name={t('retention.freedIn30Days')}>{format.size(freedBytesIn30Days)}</Fact>
      </Facts>
    </div>
  );
}

function useDueColumns(most: number): Column<DueDay>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const today = dayOf(new Date());
  return [
    {
      id: 'day',
      header: t('recordings.dueOn'),
      rowHeader: true,
      cell: ({ day }) => `${format.weekdayOf(day)} ${format.day(day)}`,
    },
    {
      id: 'left',
      header: t('retention.daysLeft'),
      align: 'end',
      cell: ({ day }) => format.number(daysBetween(today, day)),
    },
    { id: 'recordings', header: t('retention.recordings'), align: 'end', cell: item => format.number(item.recordings) },
    { id: 'bar', header: t('retention.share'), cell: ({ recordings }) => <ShareBar share={recordings / most} /> },
    { id: 'held', header: t('retention.held'), cell: item => <Held item={item} /> },
    { id: 'contacts', header: t('retention.contacts'), align: 'end', cell: item => format.number(item.contacts) },
    {
      id: 'quarantined',
      header: t('retention.quarantined'),
      align: 'end',
      cell: item => format.number(item.quarantined),
    },
    {
      id: 'copies',
      header: t('retention.trainingCopies'),
      align: 'end',
      cell: item => format.number(item.trainingCopies),
    },
    { id: 'bytes', header: t('retention.bytes'), align: 'end', cell: item => format.size(item.bytes) },
  ];
}

/** How many are held, and for what; one may be held for several things. */
function Held({ item: { held, heldFor } }: { readonly item: DueDay }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {format.number(held)}
      {HOLD_KINDS.filter(kind => heldFor[kind] > 0).map(kind => (
        <small key={kind}>{`${t(`holds.kinds.${kind}`)}: ${format.number(heldFor[kind])}`}</small>
      ))}
    </>
  );
}
