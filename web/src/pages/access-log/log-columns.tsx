import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LogEvent } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Tag } from '../../ui/tag.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { useEventWords } from './event-words.js';
import { doingsAddress, listenersAddress } from './log-views.js';

const TONES: Readonly<Record<string, 'success' | 'alert' | 'warning'>> = { refused: 'alert', failed: 'warning' };

/** The columns of the access log; `onOpen` shows an event in full. */
export function useLogColumns(onOpen: (event: LogEvent) => void): Column<LogEvent>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  return [
    { id: 'at', header: t('log.at'), rowHeader: true, cell: ({ at }) => format.dateTimeExact(at) },
    { id: 'who', header: t('log.who'), cell: ({ actor }) => <Who actor={actor} /> },
    { id: 'what', header: t('log.what'), cell: event => <What event={event} /> },
    {
      id: 'purpose',
      header: t('log.purpose'),
      cell: ({ purpose, reference }) => (
        <>
          {purpose === null ? null : words.purpose(purpose)}
          {reference === null ? null : <small>{reference}</small>}
        </>
      ),
    },
    {
      id: 'outcome',
      header: t('log.outcome'),
      cell: ({ outcome, reason }) => (
        <>
          {outcome === 'done' ? (
            words.outcome(outcome)
          ) : (
            <Tag tone={TONES[outcome] ?? 'warning'}>{words.outcome(outcome)}</Tag>
          )}
          {reason === null ? null : <small>{words.reason(reason)}</small>}
        </>
      ),
    },
    {
      id: 'more',
      header: t('log.details'),
      cell: event => (
        <OpenButton
          about={format.dateTimeExact(event.at)}
          onOpen={() => {
            onOpen(event);
          }}
        />
      ),
    },
  ];
}

/** Who acted: a staff member by the name of today, or in what other role. */
export function Actor({ actor: { kind, id } }: { readonly actor: LogEvent['actor'] }) {
  const { t } = useTranslation();
  const { nameOf } = useStaffNames();
  return kind === 'staff' && id !== null ? nameOf(id) : t(`actors.${kind}`);
}

/** The name leads to what the person did. */
function Who({ actor }: { readonly actor: LogEvent['actor'] }) {
  const { t } = useTranslation();
  if (actor.kind !== 'staff' || actor.id === null) return <Actor actor={actor} />;
  return (
    <Link to={doingsAddress(actor.id)} title={t('log.whatDidTheyDo')}>
      <Actor actor={actor} />
    </Link>
  );
}

function What({ event }: { readonly event: LogEvent }) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { nameOf } = useStaffNames();
  const { recordingId, concernsStaffId, actor } = event;
  return (
    <>
      {words.action(event)}
      {concernsStaffId === null || concernsStaffId === actor.id ? null : (
        <small>{t('log.concerns', { name: nameOf(concernsStaffId) })}</small>
      )}
      {recordingId === null ? null : (
        <small>
          <Link to={`/access-log?recording=${recordingId}`}>{t('log.ofRecording')}</Link>
        </small>
      )}
      {recordingId === null ? null : (
        <small>
          <Link to={listenersAddress(recordingId)}>{t('log.whoListened')}</Link>
        </small>
      )}
    </>
  );
}
