import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { CallNote } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { OpenButton } from '../../ui/open-button.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { CallNoteDialog } from './call-note-dialog.js';

/** What was written on the calls of the person at the screen: for them alone. */
export function CallNotesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [opened, setOpened] = useState<CallNote | null>(null);
  const list = useList<CallNote>(['call-notes'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/call-notes', { params: { query } }));
  });
  return (
    <>
      <PageHeading title={t('callNotes.title')}>{t('callNotes.lead')}</PageHeading>
      <ListView
        list={list}
        caption={t('callNotes.caption')}
        columns={useColumns(setOpened)}
        idOf={({ id }) => id}
        empty={t('callNotes.none')}
      />
      {opened ? (
        <CallNoteDialog
          note={opened}
          onClose={() => {
            setOpened(null);
            for (const queryKey of [['call-notes'], TASKS_KEY]) void client.invalidateQueries({ queryKey });
          }}
        />
      ) : null}
    </>
  );
}

function useColumns(onOpen: (note: CallNote) => void): Column<CallNote>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'call',
      header: t('holds.call'),
      rowHeader: true,
      cell: ({ startedAt, queue, unit }) => (
        <>
          {format.dateTime(startedAt)}
          <small>{`${queue} · ${unit}`}</small>
        </>
      ),
    },
    {
      id: 'by',
      header: t('callNotes.writtenBy'),
      cell: ({ writerName, writtenAt, amendedAt }) => (
        <>
          {writerName ?? t('holds.nobody')}
          <small>{format.dateTime(amendedAt ?? writtenAt)}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ readAt }) =>
        readAt === null ? (
          <Tag tone="info">{t('callNotes.unread')}</Tag>
        ) : (
          t('callNotes.readAt', { at: format.dateTime(readAt) })
        ),
    },
    {
      id: 'open',
      header: t('samples.act'),
      cell: note => (
        <OpenButton
          about={format.dateTime(note.startedAt)}
          onOpen={() => {
            onOpen(note);
          }}
        />
      ),
    },
  ];
}
