import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { AffectedRecording } from '../../api/types.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useOpened } from '../../ui/use-opened.js';

/** The people of the list stand after them. */
const AT_FIRST = 5;

interface SoonGoneProps {
  readonly incidentId: string;
  readonly listing: number;
}

/** Which recordings of a list go first. What is needed longer is asked for on the recording's own page, where two people decide. */
export function SoonGone({ incidentId: id, listing: number }: SoonGoneProps) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useOpened(['incident', id, 'recordings', String(number)], () =>
    answer(api.GET('/api/v1/incidents/{id}/listings/{number}/recordings', { params: { path: { id, number } } })),
  );
  const [isWhole, setIsWhole] = useState(false);
  const columns = useColumns();
  const rows = data?.items.slice(0, isWhole ? undefined : AT_FIRST) ?? [];
  return (
    <section>
      <h3>{t('incidents.soonGone')}</h3>
      <p>{t('incidents.soonGoneText')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data && data.items.length === 0 ? <p>{t('incidents.noneKept')}</p> : null}
      {rows.length > 0 ? (
        <DataTable caption={t('incidents.soonGoneCaption')} columns={columns} rows={rows} idOf={one => one.id} />
      ) : null}
      {data && data.kept > rows.length ? (
        <p>{t('incidents.firstOf', { shown: rows.length, count: data.kept })}</p>
      ) : null}
      {data && data.items.length > rows.length ? (
        <Button
          variant="secondary"
          className="no-print"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {t('incidents.showMore')}
        </Button>
      ) : null}
    </section>
  );
}

function useColumns(): Column<AffectedRecording>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'call',
      header: t('incidents.callAt'),
      rowHeader: true,
      cell: ({ id, startedAt, readable }) =>
        readable ? <Link to={`/recordings/${id}`}>{format.dateTime(startedAt)}</Link> : format.dateTime(startedAt),
    },
    { id: 'queue', header: t('fields.queue'), cell: ({ queue }) => queue },
    { id: 'agent', header: t('incidents.takenBy'), cell: ({ agentName }) => agentName },
    { id: 'dueOn', header: t('incidents.lastDay'), cell: ({ dueOn }) => format.day(dueOn) },
  ];
}
