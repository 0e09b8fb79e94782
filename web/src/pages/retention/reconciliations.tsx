import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Reconciliation } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { OpenButton } from '../../ui/open-button.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { ReconciliationDialog } from './reconciliation-dialog.js';

const TONES = { running: 'info', finished: 'success', 'given-up': 'warning' } as const;

/** Each comparison of rows, keys and files with each other, newest first. */
export function Reconciliations() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Reconciliation | null>(null);
  const columns = useRunColumns(setOpened);
  const list = useList(
    ['reconciliations'],
    cursor =>
      answer(
        api.GET('/api/v1/retention/reconciliations', { params: { query: cursor === undefined ? {} : { cursor } } }),
      ),
    true,
    ({ state }) => state === 'running',
  );
  return (
    <>
      <PageHeading title={t('reconciliations.title')}>{t('reconciliations.lead')}</PageHeading>
      <ListView
        list={list}
        caption={t('reconciliations.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('reconciliations.none')}
      />
      {opened ? (
        <ReconciliationDialog
          id={opened.id}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}

function useRunColumns(onOpen: (run: Reconciliation) => void): Column<Reconciliation>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'started',
      header: t('runs.startedAt'),
      rowHeader: true,
      cell: ({ startedAt, night }) => (
        <>
          {format.dateTime(startedAt)}
          <small>
            {night === null ? t('reconciliations.byHand') : t('reconciliations.ofNight', { day: format.day(night) })}
          </small>
        </>
      ),
    },
    {
      id: 'finished',
      header: t('retention.finishedAt'),
      cell: ({ finishedAt }) => (finishedAt === null ? '–' : format.dateTime(finishedAt)),
    },
    ...(['keys', 'blobs', 'audio'] as const).map(step => ({
      id: step,
      header: t(`reconciliations.steps.${step}`),
      align: 'end' as const,
      cell: ({ counts }: Reconciliation) => format.number(counts[step] ?? 0),
    })),
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, incidents }) => (
        <span className="tags">
          <Tag tone={TONES[state]}>{t(`reconciliations.states.${state}`)}</Tag>
          {incidents > 0 ? <Tag tone="alert">{t('reconciliations.incidents', { count: incidents })}</Tag> : null}
        </span>
      ),
    },
    {
      id: 'open',
      header: t('log.details'),
      cell: run => (
        <OpenButton
          about={format.dateTime(run.startedAt)}
          onOpen={() => {
            onOpen(run);
          }}
        />
      ),
    },
  ];
}
