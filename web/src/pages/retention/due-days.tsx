import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { DueDay } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { dayOf, daysBetween } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { useList } from '../../ui/use-list.js';

/** What falls due on each coming day: after its end the recordings of that day are gone. */
export function DueDays() {
  const { t } = useTranslation();
  const list = useList(['due-days'], async () => ({
    ...(await answer(api.GET('/api/v1/retention/due'))),
    nextCursor: null,
  }));
  const columns = useDueColumns(Math.max(1, ...list.items.map(item => item.recordings)));
  return (
    <section aria-label={t('retention.due')}>
      <p>{t('retention.dueText')}</p>
      <ListView
        list={list}
        caption={t('retention.dueCaption')}
        columns={columns}
        idOf={item => item.day}
        empty={t('retention.dueEmpty')}
      />
    </section>
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
    { id: 'left', header: t('retention.daysLeft'), align: 'end', cell: ({ day }) => daysBetween(today, day) },
    { id: 'recordings', header: t('retention.recordings'), align: 'end', cell: item => item.recordings },
    { id: 'bar', header: t('retention.share'), cell: ({ recordings }) => <Bar share={recordings / most} /> },
    { id: 'contacts', header: t('retention.contacts'), align: 'end', cell: item => item.contacts },
    { id: 'quarantined', header: t('retention.quarantined'), align: 'end', cell: item => item.quarantined },
    { id: 'held', header: t('retention.held'), align: 'end', cell: item => item.held },
  ];
}

/** The number beside it as a picture. */
function Bar({ share }: { readonly share: number }) {
  return <span aria-hidden="true" className="due-bar" style={{ '--done': `${String(100 * share)}%` }} />;
}
