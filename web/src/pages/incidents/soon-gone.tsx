import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { AffectedRecording } from '../../api/types.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useOpened } from '../../ui/use-opened.js';

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
  const columns = useColumns();
  return (
    <section>
      <h3>{t('incidents.soonGone')}</h3>
      <p>{t('incidents.soonGoneText')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data && data.items.length === 0 ? <p>{t('incidents.noneKept')}</p> : null}
      {data && data.items.length > 0 ? (
        <DataTable caption={t('incidents.soonGoneCaption')} columns={columns} rows={data.items} idOf={one => one.id} />
      ) : null}
      {data && data.kept > data.items.length ? (
        <p>{t('incidents.firstOf', { shown: data.items.length, count: data.kept })}</p>
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
