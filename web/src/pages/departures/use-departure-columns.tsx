import { useTranslation } from 'react-i18next';
import type { Departure } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Tag } from '../../ui/tag.js';

const TONES = {
  pending: 'info',
  approved: 'warning',
  refused: 'neutral',
  exported: 'success',
  lapsed: 'neutral',
} as const;

/** What has become of a departure. */
export function DepartureStateTag({ state }: { readonly state: Departure['state'] }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[state]}>{t(`departures.states.${state}`)}</Tag>;
}

/** The columns of the departures; `onOpen` shows one in full. */
export function useDepartureColumns(onOpen: (departure: Departure) => void): Column<Departure>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'to',
      header: t('departures.to'),
      rowHeader: true,
      cell: ({ to }) => to ?? <em>{t('departures.textGone')}</em>,
    },
    {
      id: 'by',
      header: t('departures.proposedBy'),
      cell: ({ proposerName, proposedAt }) => (
        <>
          {proposerName ?? t('holds.nobody')}
          <small>{format.dateTime(proposedAt)}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, lapsesAt }) => (
        <>
          <DepartureStateTag state={state} />
          {state === 'pending' || state === 'approved' ? (
            <small>{t('departures.lapsesAt', { at: format.dateTime(lapsesAt) })}</small>
          ) : null}
        </>
      ),
    },
    {
      id: 'open',
      header: t('samples.act'),
      cell: departure => (
        <OpenButton
          about={[departure.to, format.dateTime(departure.proposedAt)].filter(Boolean).join(', ')}
          onOpen={() => {
            onOpen(departure);
          }}
        />
      ),
    },
  ];
}
