import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import type { Hold } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { HoldLastDay } from './hold-last-day.js';
import { HoldStateTags } from './hold-state-tags.js';

/** The columns of a list of holds; `onOpen` shows one in full, with what may be done to it. */
export function useHoldColumns(onOpen: (hold: Hold) => void): Column<Hold>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'call', header: t('holds.call'), rowHeader: true, cell: hold => <Call hold={hold} /> },
    {
      id: 'kind',
      header: t('holds.kind'),
      cell: ({ kind, reference }) => (
        <>
          {t(`holds.kinds.${kind}`)}
          <small>{reference}</small>
        </>
      ),
    },
    {
      id: 'by',
      header: t('holds.requestedBy'),
      cell: ({ requesterName, requestedAt }) => (
        <>
          {requesterName ?? t('holds.nobody')}
          <small>{format.dateTime(requestedAt)}</small>
        </>
      ),
    },
    { id: 'until', header: t('holds.until'), cell: hold => <HoldLastDay hold={hold} /> },
    { id: 'review', header: t('fields.reviewOn'), align: 'fixed', cell: ({ reviewOn }) => format.day(reviewOn) },
    { id: 'state', header: t('holds.state'), cell: hold => <HoldStateTags hold={hold} /> },
    {
      id: 'open',
      header: t('holds.acts.title'),
      cell: hold => (
        <OpenButton
          about={`${hold.reference}, ${format.dateTime(hold.call.startedAt)}`}
          onOpen={() => {
            onOpen(hold);
          }}
        />
      ),
    },
  ];
}

function Call({ hold: { recordingId, call } }: { readonly hold: Hold }) {
  const me = useMe();
  const format = useFormat();
  const when = format.dateTime(call.startedAt);
  return (
    <>
      {may(me, 'read', 'Recording') ? <Link to={`/recordings/${recordingId}`}>{when}</Link> : when}
      <small>{`${call.queue} · ${call.unit}`}</small>
    </>
  );
}
