import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { FailedBlob } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Panel } from '../../ui/panel.js';
import { useList } from '../../ui/use-list.js';

/** Files that the store would not let go; nothing is shown while there are none. */
export function FailedBlobs() {
  const { t } = useTranslation();
  const columns = useBlobColumns();
  const list = useList(['failed-blobs'], cursor =>
    answer(api.GET('/api/v1/retention/failed-blobs', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  if (list.items.length === 0 && !list.error) return null;
  return (
    <Panel title={t('failedBlobs.title')}>
      <p>{t('failedBlobs.text')}</p>
      <ListView
        list={list}
        caption={t('failedBlobs.caption')}
        columns={columns}
        idOf={({ name }) => name}
        empty={t('runs.noneFailed')}
      />
    </Panel>
  );
}

function useBlobColumns(): Column<FailedBlob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'name', header: t('failedBlobs.name'), rowHeader: true, cell: ({ name }) => <code>{name}</code> },
    { id: 'since', header: t('failedBlobs.since'), cell: ({ since }) => format.dateTime(since) },
    {
      id: 'attempts',
      header: t('failedBlobs.attempts'),
      align: 'end',
      cell: ({ attempts }) => format.number(attempts),
    },
    { id: 'failure', header: t('failedBlobs.lastFailure'), cell: ({ lastFailure }) => lastFailure },
    { id: 'next', header: t('failedBlobs.next'), cell: ({ nextAttemptAt }) => format.dateTime(nextAttemptAt) },
  ];
}
