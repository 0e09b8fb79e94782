import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { NO_FILTERS } from '../recordings/filters.js';
import { useRecordingColumns } from '../recordings/recording-columns.js';
import { useRecordings } from '../recordings/use-recordings.js';

/** The recordings of one ticket: where the ticket system's deep link `/t/<ticket>` leads. */
export function TicketPage() {
  const { t } = useTranslation();
  const { ticket = '' } = useParams();
  const list = useRecordings({ ...NO_FILTERS, ticket }, null);
  const columns = useRecordingColumns().filter(column => column.id !== 'ticket');

  return (
    <>
      <PageHeading title={t('ticket.title', { ticket })}>{t('ticket.lead')}</PageHeading>
      <ListView
        list={list}
        caption={t('recordings.caption')}
        columns={columns}
        idOf={recording => recording.id}
        empty={t('ticket.empty')}
        linked
      />
      <p>
        <Link to="/recordings">{t('ticket.all')}</Link>
      </p>
    </>
  );
}
