import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingItem } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RecordingStates } from './recording-states.js';

const PERSONAL_FIELDS = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const;

/** The columns of a list of recordings. */
export function useRecordingColumns(): Column<RecordingItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'startedAt',
      header: t('recordings.startedAt'),
      rowHeader: true,
      cell: ({ id, startedAt }) => <Link to={`/recordings/${id}`}>{format.dateTime(startedAt)}</Link>,
    },
    { id: 'duration', header: t('recordings.duration'), align: 'end', cell: ({ durationMs }) => duration(durationMs) },
    { id: 'queue', header: t('fields.queue'), cell: ({ queue }) => queue },
    { id: 'unit', header: t('fields.unit'), cell: ({ unit }) => unit },
    { id: 'agent', header: t('recordings.agent'), cell: ({ agent }) => agent.name },
    { id: 'caller', header: t('recordings.caller'), cell: ({ caller }) => <Caller caller={caller} /> },
    {
      id: 'ticket',
      header: t('fields.ticket'),
      align: 'fixed',
      cell: ({ ticket }) => ticket && <Link to={`/t/${ticket}`}>{ticket}</Link>,
    },
    {
      id: 'dueOn',
      header: t('recordings.dueOn'),
      cell: recording => (
        <>
          {format.day(recording.dueOn)} <RecordingStates recording={recording} />
        </>
      ),
    },
  ];
}

/** The caller's group, and which of the masked fields there are. */
function Caller({ caller }: Pick<RecordingItem, 'caller'>) {
  const { t } = useTranslation();
  if (!caller) return t('recordings.noCaller');
  const masked = PERSONAL_FIELDS.filter(field => caller[field] !== null).map(field => t(`maskedFields.${field}`));
  return (
    <>
      {t(`categories.${caller.category}`)}
      {masked.length > 0 ? <small>{t('recordings.masked', { fields: masked.join(', ') })}</small> : null}
    </>
  );
}
