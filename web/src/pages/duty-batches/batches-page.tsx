import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { DutyBatch } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { OpenButton } from '../../ui/open-button.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { Batch } from './batch.js';

/** Changes of duties of many people at once, which wait for an administrator. */
export function BatchesPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const list = useList(['duty-batches'], cursor =>
    answer(api.GET('/api/v1/duty-batches', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  const columns = useColumns(setOpened);

  return (
    <div className="stack">
      <PageHeading title={t('dutyBatches.title')}>{t('dutyBatches.lead')}</PageHeading>
      <ListView
        list={list}
        caption={t('dutyBatches.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('dutyBatches.none')}
      />
      {opened === null ? null : <Batch key={opened} id={opened} />}
    </div>
  );
}

function useColumns(onOpen: (id: string) => void): Column<DutyBatch>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'openedAt',
      header: t('dutyBatches.openedAt'),
      rowHeader: true,
      cell: ({ openedAt }) => format.dateTime(openedAt),
    },
    { id: 'changes', header: t('dutyBatches.changes'), align: 'end', cell: ({ changes }) => format.number(changes) },
    {
      id: 'state',
      header: t('dutyBatches.state'),
      cell: ({ outcome }) => (
        <Tag tone={outcome === null ? 'warning' : 'neutral'}>
          {t(outcome === null ? 'dutyBatches.waiting' : `dutyBatches.outcomes.${outcome}`)}
        </Tag>
      ),
    },
    {
      id: 'more',
      header: t('log.details'),
      cell: ({ id, openedAt }) => (
        <OpenButton
          about={format.dateTime(openedAt)}
          onOpen={() => {
            onOpen(id);
          }}
        />
      ),
    },
  ];
}
