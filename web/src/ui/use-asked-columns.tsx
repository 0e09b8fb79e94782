import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.js';
import { useFormat } from './format/use-format.js';
import { OpenButton } from './open-button.js';

/** What one person asks for a call and another one decides. */
interface Asked {
  readonly callOn: string;
  readonly queue: string;
  readonly unit: string;
  readonly requesterName: string | null;
  readonly requestedAt: string;
  readonly deciderName: string | null;
  readonly decidedAt: string | null;
}

interface AskedColumns<Row> {
  readonly call: Column<Row>;
  readonly by: Column<Row>;
  readonly state: Column<Row>;
  readonly open: Column<Row>;
}

/**
 * The columns that lists of such things share.
 * @param tagOf what has become of one
 * @param aboutOf what tells one from the others, in words or data
 */
export function useAskedColumns<Row extends Asked>(
  tagOf: (row: Row) => ReactNode,
  aboutOf: (row: Row) => string,
  onOpen: (row: Row) => void,
): AskedColumns<Row> {
  const { t } = useTranslation();
  const format = useFormat();
  const nobody = t('holds.nobody');
  return {
    call: {
      id: 'call',
      header: t('retention.callOn'),
      rowHeader: true,
      cell: ({ callOn, queue, unit }) => (
        <>
          {format.day(callOn)}
          <small>{`${queue} · ${unit}`}</small>
        </>
      ),
    },
    by: {
      id: 'by',
      header: t('holds.requestedBy'),
      cell: ({ requesterName, requestedAt }) => (
        <>
          {requesterName ?? nobody}
          <small>{format.dateTime(requestedAt)}</small>
        </>
      ),
    },
    state: {
      id: 'state',
      header: t('holds.state'),
      cell: row => (
        <>
          {tagOf(row)}
          {row.decidedAt === null ? null : (
            <small>{t('holds.byAt', { name: row.deciderName ?? nobody, at: format.dateTime(row.decidedAt) })}</small>
          )}
        </>
      ),
    },
    open: {
      id: 'open',
      header: t('holds.acts.title'),
      cell: row => (
        <OpenButton
          about={`${aboutOf(row)}, ${format.day(row.callOn)}`}
          onOpen={() => {
            onOpen(row);
          }}
        />
      ),
    },
  };
}
