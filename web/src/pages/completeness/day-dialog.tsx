import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { ArrivalLine, CompletenessDay } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { EXPLANATIONS } from './explanations.js';

interface DayDialogProps {
  readonly source: string;
  readonly day: string;
  readonly onClose: () => void;
}

/** One day of one source: all its figures, and the calls that are not as they should be. */
export function DayDialog({ source, day, onClose }: DayDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const opened = useQuery({
    queryKey: ['completeness', source, day],
    queryFn: () => answer(api.GET('/api/v1/completeness/{source}', { params: { path: { source }, query: { day } } })),
    gcTime: 0,
  });
  return (
    <FetchedDialog title={t('completeness.dayOf', { source, day: format.day(day) })} query={opened} onClose={onClose}>
      {data => <DayOfSource data={data} />}
    </FetchedDialog>
  );
}

function DayOfSource({ data: { figures, lines, more } }: { readonly data: CompletenessDay }) {
  const { t } = useTranslation();
  const columns = useLineColumns();
  const names = Object.keys(figures) as (keyof typeof figures)[]; // its own keys, in the server's order
  return (
    <>
      <Facts>
        {names.map(name => (
          <Fact key={name} name={t(`completeness.figures.${name}`)}>
            {figures[name]}
          </Fact>
        ))}
      </Facts>
      {lines.length === 0 ? (
        <p>{t('completeness.allInOrder')}</p>
      ) : (
        <DataTable
          caption={t('completeness.notInOrder')}
          columns={columns}
          rows={lines}
          idOf={({ externalId }) => externalId}
        />
      )}
      {more ? <p>{t('completeness.moreOfDay')}</p> : null}
    </>
  );
}

function useLineColumns(): Column<ArrivalLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'id',
      header: t('completeness.externalId'),
      cell: ({ externalId }) => <code>{externalId}</code>,
      rowHeader: true,
    },
    { id: 'queue', header: t('completeness.queue'), cell: ({ queue }) => queue },
    {
      id: 'started',
      header: t('completeness.startedAt'),
      cell: ({ startedAt }) => (startedAt === null ? '' : format.time(startedAt)),
    },
    {
      id: 'outcome',
      header: t('completeness.outcome'),
      cell: line => <Outcome line={line} />,
    },
  ];
}

/** What became of a call, and why. */
function Outcome({ line: { outcome, silent, missedAt, reason } }: { readonly line: ArrivalLine }) {
  const { t } = useTranslation();
  if (outcome === 'awaited')
    return t(missedAt === null ? 'completeness.outcomes.awaited' : 'completeness.figures.missing');
  const known = EXPLANATIONS.find(explanation => explanation === reason);
  return (
    <>
      {t(silent ? 'completeness.outcomes.silent' : `completeness.outcomes.${outcome}`)}{' '}
      <small>{known && outcome === 'explained' ? t(`completeness.reasons.${known}`) : <code>{reason}</code>}</small>
    </>
  );
}
