import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { PurgeRun } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { OpenButton } from '../../ui/open-button.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { BrakePanel } from './brake-panel.js';
import { FailedBlobs } from './failed-blobs.js';
import { RunDialog } from './run-dialog.js';

/** The purge's runs, newest first, the files that would not go, and the brake. */
export function PurgeRuns() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<PurgeRun | null>(null);
  const columns = usePurgeColumns(setOpened);
  const list = useList(['purges'], cursor =>
    answer(api.GET('/api/v1/retention/purges', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  return (
    <div className="stack">
      <PageHeading title={t('retention.purges')}>{t('retention.purgesText')}</PageHeading>
      <FailedBlobs />
      <ListView
        list={list}
        caption={t('retention.purgesCaption')}
        columns={columns}
        idOf={run => run.id}
        empty={t('retention.purgesEmpty')}
      />
      <BrakePanel />
      {opened ? (
        <RunDialog
          run={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </div>
  );
}

function usePurgeColumns(onOpen: (run: PurgeRun) => void): Column<PurgeRun>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (value: number | null) => (value === null ? '–' : format.number(value));
  const at = (instant: string | null) => (instant === null ? '–' : format.dateTime(instant));
  return [
    { id: 'day', header: t('retention.purgedDay'), rowHeader: true, cell: run => format.day(run.day) },
    { id: 'keyDestroyedAt', header: t('retention.keyDestroyedAt'), cell: run => at(run.keyDestroyedAt) },
    { id: 'recordings', header: t('retention.recordings'), align: 'end', cell: run => count(run.recordings) },
    { id: 'contacts', header: t('retention.contacts'), align: 'end', cell: run => count(run.contacts) },
    { id: 'quarantined', header: t('retention.quarantined'), align: 'end', cell: run => count(run.quarantined) },
    { id: 'copies', header: t('retention.trainingCopies'), align: 'end', cell: run => count(run.trainingCopies) },
    { id: 'freed', header: t('retention.freed'), align: 'end', cell: run => format.size(run.freedBytes) },
    { id: 'outcome', header: t('log.outcome'), cell: run => <Outcome run={run} /> },
    {
      id: 'open',
      header: t('log.details'),
      cell: run => (
        <OpenButton
          about={format.day(run.day)}
          onOpen={() => {
            onOpen(run);
          }}
        />
      ),
    },
  ];
}

function Outcome({ run: { outcome, blobsLeft } }: { readonly run: PurgeRun }) {
  const { t } = useTranslation();
  return (
    <span className="tags">
      <Tag tone={outcome === 'completed' ? 'success' : 'info'}>{t(`purgeOutcomes.${outcome}`)}</Tag>
      {blobsLeft > 0 ? <Tag tone="warning">{t('runs.blobsLeft', { count: blobsLeft })}</Tag> : null}
    </span>
  );
}
