import { useTranslation } from 'react-i18next';
import type { LogAlarm } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useEventWords } from '../access-log/event-words.js';
import { useStaffNames } from '../staff/use-staff-names.js';

/** The columns of the alarms; `onClear` for who may clear them. */
export function useAlarmColumns(onClear: ((alarm: LogAlarm) => void) | null): Column<LogAlarm>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  return [
    {
      id: 'raisedAt',
      header: t('logState.alarms.raisedAt'),
      rowHeader: true,
      cell: ({ raisedAt }) => format.dateTimeExact(raisedAt),
    },
    { id: 'kind', header: t('logState.alarms.kind'), cell: ({ kind }) => words.reason(kind) },
    { id: 'where', header: t('logState.alarms.where'), cell: alarm => <Where alarm={alarm} /> },
    {
      id: 'cleared',
      header: t('logState.alarms.cleared'),
      cell: alarm => <Clearance alarm={alarm} onClear={onClear} />,
    },
  ];
}

function Where({ alarm: { eventId, leafIndex, finding } }: { readonly alarm: LogAlarm }) {
  const { t } = useTranslation();
  const place = leafIndex === null ? t('logState.alarms.noPlace') : t('logState.alarms.leaf', { index: leafIndex });
  return (
    <>
      {eventId === null && leafIndex === null ? t('logState.alarms.everywhere') : place}
      {finding === null ? null : <small lang="en">{finding}</small>}
      {eventId === null ? null : (
        <small>
          <code>{eventId}</code>
        </small>
      )}
    </>
  );
}

interface ClearanceProps {
  readonly alarm: LogAlarm;
  readonly onClear: ((alarm: LogAlarm) => void) | null;
}

function Clearance({ alarm, onClear }: ClearanceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  const { raisedAt, clearedAt, clearedBy } = alarm;
  if (clearedAt !== null) {
    return (
      <>
        {clearedBy === null ? null : nameOf(clearedBy)}
        <small>{format.dateTime(clearedAt)}</small>
      </>
    );
  }
  if (!onClear) return <Tag tone="alert">{t('logState.alarms.open')}</Tag>;
  return (
    <RowButton
      variant="secondary"
      act={t('logState.alarms.clear')}
      about={format.dateTimeExact(raisedAt)}
      onClick={() => {
        onClear(alarm);
      }}
    />
  );
}
