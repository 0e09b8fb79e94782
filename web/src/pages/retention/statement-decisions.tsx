import { useTranslation } from 'react-i18next';
import type { Statement } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { HOLD_KINDS } from '../holds/hold-kinds.js';

type Decision = Statement['held']['decisions'][number];

const DECISIONS = ['requested', 'approved', 'refused', 'released', 'lapsed', 'ended'] as const;

/** What was decided about holds in a month; a decision or a kind that is not known is shown as it is. */
export function HoldDecisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Decision>[] = [
    {
      id: 'decision',
      header: t('statements.decision'),
      rowHeader: true,
      cell: ({ decision }) => {
        const known = DECISIONS.find(one => one === decision);
        return known ? t(`statements.decisions.${known}`) : decision;
      },
    },
    {
      id: 'kind',
      header: t('holds.kind'),
      cell: ({ kind }) => {
        const known = HOLD_KINDS.find(one => one === kind);
        return known ? t(`holds.kinds.${known}`) : kind;
      },
    },
    { id: 'times', header: t('statements.times'), align: 'end', cell: ({ times }) => format.number(times) },
  ];
  if (decisions.length === 0) return <p>{t('statements.noDecisions')}</p>;
  return (
    <DataTable
      caption={t('statements.decisionsCaption')}
      columns={columns}
      rows={decisions}
      idOf={({ decision, kind }) => `${decision} ${kind}`}
    />
  );
}
