import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { PurgeRun } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';

/** The purge's runs, newest first. */
export function PurgeRuns() {
  const { t } = useTranslation();
  const columns = usePurgeColumns();
  const list = useList(['purges'], cursor =>
    answer(api.GET('/api/v1/retention/purges', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  return (
    <section aria-label={t('retention.purges')}>
      <p>{t('retention.purgesText')}</p>
      <ListView
        list={list}
        caption={t('retention.purgesCaption')}
        columns={columns}
        idOf={run => run.id}
        empty={t('retention.purgesEmpty')}
      />
    </section>
  );
}

function usePurgeColumns(): Column<PurgeRun>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const at = (instant: string | null) => (instant === null ? '–' : format.dateTime(instant));
  return [
    { id: 'day', header: t('retention.purgedDay'), rowHeader: true, cell: run => format.day(run.day) },
    { id: 'keyDestroyedAt', header: t('retention.keyDestroyedAt'), cell: run => at(run.keyDestroyedAt) },
    { id: 'finishedAt', header: t('retention.finishedAt'), cell: run => at(run.finishedAt) },
    { id: 'recordings', header: t('retention.recordings'), align: 'end', cell: run => run.recordings },
    { id: 'contacts', header: t('retention.contacts'), align: 'end', cell: run => run.contacts },
    { id: 'quarantined', header: t('retention.quarantined'), align: 'end', cell: run => run.quarantined },
    { id: 'blobsLeft', header: t('retention.blobsLeft'), align: 'end', cell: run => run.blobsLeft },
    {
      id: 'outcome',
      header: t('log.outcome'),
      cell: ({ outcome }) => (
        <Tag tone={outcome === 'completed' ? 'success' : 'info'}>{t(`purgeOutcomes.${outcome}`)}</Tag>
      ),
    },
  ];
}
