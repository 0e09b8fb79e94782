import { useTranslation } from 'react-i18next';
import type { Brake } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import { useBrake } from './use-brake.js';

type Released = Brake['released'][number];

/** The brake of the purge, the clocks that it goes by, and the times that it was raised before. */
export function BrakePanel() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useBrake();
  return (
    <Panel title={t('brake.title')}>
      <p>{t('brake.text')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Now brake={data} /> : null}
      {data && data.released.length > 0 ? <Before released={data.released} /> : null}
    </Panel>
  );
}

function Now({ brake: { raised, serverTime, databaseAheadMs } }: { readonly brake: Brake }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts>
      <Fact name={t('holds.state')}>
        <Tag tone={raised ? 'alert' : 'success'}>{raised ? t('brake.isRaised') : t('brake.isReleased')}</Tag>
      </Fact>
      <Fact name={t('brake.serverTime')}>{format.dateTimeExact(serverTime)}</Fact>
      <Fact name={t('brake.databaseOff')}>
        {databaseAheadMs === null ? t('brake.databaseUnknown') : format.span(databaseAheadMs)}
      </Fact>
    </Facts>
  );
}

function Before({ released }: { readonly released: readonly Released[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nobody = t('holds.nobody');
  const columns: Column<Released>[] = [
    { id: 'at', header: t('brake.raisedAt'), rowHeader: true, cell: ({ raisedAt }) => format.dateTime(raisedAt) },
    {
      id: 'why',
      header: t('brake.reason'),
      cell: ({ reason, byMs }) => t(`brake.because.${reason}`, { by: format.span(byMs) }),
    },
    {
      id: 'released',
      header: t('brake.releasedAt'),
      cell: ({ releasedAt }) => (releasedAt === null ? '–' : format.dateTime(releasedAt)),
    },
    {
      id: 'who',
      header: t('brake.releasedBy'),
      cell: ({ proposerName, releaserName }) => `${proposerName ?? nobody}, ${releaserName ?? nobody}`,
    },
  ];
  return <DataTable caption={t('brake.before')} columns={columns} rows={released} idOf={({ id }) => id} />;
}
