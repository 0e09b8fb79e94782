import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { StaffMember, StaffUndertakings } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';

type Given = StaffUndertakings['items'][number];

/** Whether the person is bound to confidentiality, and what they have said to it when. */
export function Undertakings({ person: { id } }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['staff-undertakings', id],
    queryFn: () => answer(api.GET('/api/v1/staff/{id}/undertakings', { params: { path: { id } } })),
  });
  return (
    <Panel title={t('staffUndertakings.title')}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Standing undertakings={data} /> : null}
      {data && data.items.length > 0 ? (
        <DataTable
          caption={t('staffUndertakings.caption')}
          columns={columns}
          rows={data.items}
          idOf={({ version }) => version}
        />
      ) : null}
    </Panel>
  );
}

function Standing({ undertakings: { bound, boundThroughOn } }: { readonly undertakings: StaffUndertakings }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!bound) return <Tag tone="warning">{t('staffUndertakings.unbound')}</Tag>;
  return (
    <Tag tone="success">
      {boundThroughOn === null
        ? t('staffUndertakings.bound')
        : t('staffUndertakings.boundThrough', { day: format.day(boundThroughOn) })}
    </Tag>
  );
}

function useColumns(): Column<Given>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'version', header: t('staffUndertakings.version'), rowHeader: true, cell: ({ version }) => version },
    {
      id: 'at',
      header: t('staffUndertakings.at'),
      cell: ({ acknowledgedAt }) => format.dateTime(acknowledgedAt),
    },
    {
      id: 'how',
      header: t('staffUndertakings.how'),
      cell: ({ signedOn, importedByName }) =>
        signedOn === null
          ? t('staffUndertakings.here')
          : t('staffUndertakings.onPaper', { day: format.day(signedOn), name: importedByName ?? '–' }),
    },
  ];
}
