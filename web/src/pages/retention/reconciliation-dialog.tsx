import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { ReconciliationDetails } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Tag } from '../../ui/tag.js';
import { useFindingWords } from './use-finding-words.js';

type Finding = ReconciliationDetails['findings'][number];

const TONES = { incident: 'alert', removed: 'neutral', left: 'info' } as const;

interface ReconciliationDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** What one reconciliation found: incidents first, by ids and days alone. */
export function ReconciliationDialog({ id, onClose }: ReconciliationDialogProps) {
  const { t } = useTranslation();
  const opened = useQuery({
    queryKey: ['reconciliation', id],
    queryFn: () => answer(api.GET('/api/v1/retention/reconciliations/{id}', { params: { path: { id } } })),
  });
  return (
    <FetchedDialog title={t('reconciliations.one')} query={opened} onClose={onClose}>
      {data => <Findings run={data} />}
    </FetchedDialog>
  );
}

function Findings({ run: { findings, moreFindings, state } }: { readonly run: ReconciliationDetails }) {
  const { t } = useTranslation();
  const columns = useFindingColumns();
  if (findings.length === 0) {
    return <p>{state === 'finished' ? t('reconciliations.allFits') : t('reconciliations.nothingYet')}</p>;
  }
  return (
    <>
      {findings.some(({ outcome }) => outcome === 'incident') ? <p>{t('reconciliations.whatToDo')}</p> : null}
      <DataTable
        caption={t('reconciliations.findings')}
        columns={columns}
        rows={findings}
        idOf={({ kind, unitId, day, foundAt }) => [kind, unitId, day, foundAt].join(' ')}
      />
      {moreFindings ? <p>{t('reconciliations.more')}</p> : null}
    </>
  );
}

function useFindingColumns(): Column<Finding>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFindingWords();
  return [
    {
      id: 'kind',
      header: t('reconciliations.finding'),
      cell: ({ kind, outcome }) => (
        <>
          <Tag tone={TONES[outcome]}>{t(`reconciliations.outcomes.${outcome}`)}</Tag>
          <div>{words.kind(kind)}</div>
        </>
      ),
    },
    {
      id: 'unit',
      header: t('reconciliations.unit'),
      cell: ({ unitKind, unitId }) => (
        <>
          {words.unit(unitKind)}
          {unitId === null ? null : (
            <small>
              <code>{unitId}</code>
            </small>
          )}
        </>
      ),
    },
    { id: 'day', header: t('recordings.dueOn'), cell: ({ day }) => (day === null ? '–' : format.day(day)) },
  ];
}
