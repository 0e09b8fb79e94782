import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import type { RecordingItem } from '../../api/types.js';
import { useShortcuts } from '../../ui/shortcuts/use-shortcuts.js';
import { useColumnChoice } from '../recordings/column-choice.js';
import { NO_FILTERS } from '../recordings/filters.js';
import { useRecordingColumns } from '../recordings/recording-columns.js';
import { ROW_KEYS } from '../recordings/row-keys.js';
import { useReturnToRow } from '../recordings/row-memory.js';
import { useRecordings } from '../recordings/use-recordings.js';

const idOf = (recording: RecordingItem): string => recording.id;

/** The recordings of one ticket: where the ticket system's deep link `/t/<ticket>` leads. */
export function TicketPage() {
  const { t } = useTranslation();
  const { ticket = '' } = useParams();
  const list = useRecordings({ ...NO_FILTERS, ticket }, null);
  const { chosen } = useColumnChoice();
  const columns = useRecordingColumns(useMemo(() => chosen.filter(column => column !== 'ticket'), [chosen]));
  useReturnToRow(list.items.length > 0);
  useShortcuts(ROW_KEYS);

  return (
    <>
      <PageHeading title={t('ticket.title', { ticket })}>{t('ticket.lead')}</PageHeading>
      <ListView
        list={list}
        caption={t('recordings.caption')}
        columns={columns}
        idOf={idOf}
        empty={t('ticket.empty')}
        linked
        long
      />
      <p>
        <Link to="/recordings">{t('ticket.all')}</Link>
      </p>
    </>
  );
}
