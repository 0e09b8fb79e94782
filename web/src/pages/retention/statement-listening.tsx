import { useTranslation } from 'react-i18next';
import type { Statement } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { useEventWords } from '../access-log/event-words.js';

type Listening = Statement['listening'];
type OfPurpose = Listening['byPurpose'][number];
type OfPerson = NonNullable<Listening['byPerson']>[number];

/** Who listened for what; people are named only to those who may see who did what. */
export function ListeningInMonth({ listening }: { readonly listening: Listening }) {
  const { t } = useTranslation();
  const { playbacks, people, byPurpose, byPerson } = listening;
  return (
    <Panel title={t('statements.listening')}>
      <p>{[t('statements.playbacks', { count: playbacks }), t('statements.people', { count: people })].join(', ')}</p>
      {byPurpose.length > 0 ? <ByPurpose rows={byPurpose} /> : null}
      {byPerson === null ? <p>{t('statements.namesElsewhere')}</p> : null}
      {byPerson !== null && byPerson.length > 0 ? <ByPerson rows={byPerson} /> : null}
    </Panel>
  );
}

function ByPurpose({ rows }: { readonly rows: readonly OfPurpose[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const columns: Column<OfPurpose>[] = [
    { id: 'purpose', header: t('log.purpose'), rowHeader: true, cell: ({ purpose }) => words.purpose(purpose) },
    {
      id: 'playbacks',
      header: t('statements.playbacksHeader'),
      align: 'end',
      cell: ({ playbacks }) => format.number(playbacks),
    },
    { id: 'people', header: t('statements.peopleHeader'), align: 'end', cell: ({ people }) => format.number(people) },
  ];
  return (
    <DataTable caption={t('statements.byPurpose')} columns={columns} rows={rows} idOf={({ purpose }) => purpose} />
  );
}

function ByPerson({ rows }: { readonly rows: readonly OfPerson[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const columns: Column<OfPerson>[] = [
    {
      id: 'person',
      header: t('reports.person'),
      rowHeader: true,
      cell: ({ displayName }) => displayName ?? t('holds.nobody'),
    },
    { id: 'purpose', header: t('log.purpose'), cell: ({ purpose }) => words.purpose(purpose) },
    {
      id: 'playbacks',
      header: t('statements.playbacksHeader'),
      align: 'end',
      cell: ({ playbacks }) => format.number(playbacks),
    },
  ];
  return (
    <DataTable
      caption={t('statements.byPerson')}
      columns={columns}
      rows={rows}
      idOf={({ staffId, purpose }) => `${staffId} ${purpose}`}
    />
  );
}
