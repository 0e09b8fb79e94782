import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingItem } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import type { ChoosableColumn } from './column-choice.js';
import { RecordingStates } from './recording-states.js';
import { FROM_LIST, useRowMemory } from './row-memory.js';

const PERSONAL_FIELDS = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const;

const NAMES = {
  startedAt: 'recordings.startedAt',
  duration: 'recordings.duration',
  direction: 'recording.direction',
  queue: 'fields.queue',
  unit: 'fields.unit',
  agent: 'recordings.agent',
  caller: 'recordings.caller',
  ticket: 'fields.ticket',
  notice: 'recording.notice',
  source: 'recording.source',
  dueOn: 'recordings.dueOn',
  states: 'recordings.states',
} as const;

/** What each column is called. */
export function useColumnNames(): (column: keyof typeof NAMES) => string {
  const { t } = useTranslation();
  return column => t(NAMES[column]);
}

/** The columns of a list of recordings: the moment of the call, and the chosen ones. They stay the same object while nothing changes. */
export function useRecordingColumns(chosen: readonly ChoosableColumn[]): Column<RecordingItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const memory = useRowMemory();
  return useMemo(() => {
    const all: Readonly<Record<ChoosableColumn, Omit<Column<RecordingItem>, 'id' | 'header'>>> = {
      duration: { align: 'end', track: '72px', cell: ({ durationMs }) => duration(durationMs) },
      direction: { track: 'minmax(80px, 0.7fr)', cell: ({ direction }) => t(`directions.${direction}`) },
      queue: { cell: ({ queue }) => queue },
      unit: { track: 'minmax(0, 1.15fr)', cell: ({ unit }) => unit },
      agent: { cell: ({ agent }) => agent.name },
      caller: { track: 'minmax(0, 1.1fr)', cell: ({ caller }) => <Caller caller={caller} /> },
      ticket: {
        align: 'fixed',
        track: 'minmax(104px, 0.8fr)',
        cell: ({ ticket }) => ticket && <Link to={`/t/${ticket}`}>{ticket}</Link>,
      },
      notice: { cell: ({ noticeEvidence }) => t(`noticeEvidence.${noticeEvidence}`) },
      source: { cell: ({ source }) => source },
      dueOn: { track: 'minmax(140px, 0.9fr)', cell: ({ dueOn }) => format.day(dueOn) },
      states: { track: 'minmax(0, 1.4fr)', cell: recording => <RecordingStates recording={recording} /> },
    };
    const first: Column<RecordingItem> = {
      id: 'startedAt',
      header: t(NAMES.startedAt),
      rowHeader: true,
      track: '176px',
      cell: ({ id, startedAt }) => (
        <Link
          to={`/recordings/${id}`}
          state={FROM_LIST}
          onClick={() => {
            memory.opened(id);
          }}
        >
          {format.dateTime(startedAt)}
        </Link>
      ),
    };
    return [first, ...chosen.map(id => ({ id, header: t(NAMES[id]), ...all[id] }))];
  }, [t, format, memory, chosen]);
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
