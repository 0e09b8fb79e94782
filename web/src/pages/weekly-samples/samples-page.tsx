import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { WeeklySample } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { DrawPanel } from './draw-panel.js';
import { useWeekWords } from './use-week-words.js';

/** Which samples were drawn; and for team leads the way to draw one. */
export function SamplesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const list = useList<WeeklySample>(['weekly-samples'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/weekly-samples', { params: { query } }));
  });
  return (
    <div className="stack">
      <PageHeading title={t('samples.title')}>{t('samples.lead')}</PageHeading>
      {may(me, 'sample', 'Recording') ? <DrawPanel /> : null}
      <ListView
        list={list}
        caption={t('samples.caption')}
        columns={useColumns(may(me, 'read', 'WeeklySample'))}
        idOf={({ id }) => id}
        empty={t('samples.none')}
      />
    </div>
  );
}

function useColumns(mayOpen: boolean): Column<WeeklySample>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const weekWords = useWeekWords();
  return [
    {
      id: 'week',
      header: t('samples.week'),
      rowHeader: true,
      cell: ({ id, week }) => (mayOpen ? <Link to={`/weekly-samples/${id}`}>{weekWords(week)}</Link> : weekWords(week)),
    },
    { id: 'queue', header: t('fields.queue'), cell: ({ queue }) => queue },
    {
      id: 'drawn',
      header: t('samples.drawn'),
      cell: ({ drawn, poolSize }) => t('samples.drawnOf', { drawn, count: poolSize }),
    },
    {
      id: 'by',
      header: t('samples.drawnBy'),
      cell: ({ drawerName, drawnAt }) => (
        <>
          {drawerName ?? t('holds.nobody')}
          <small>{format.dateTime(drawnAt)}</small>
        </>
      ),
    },
  ];
}
