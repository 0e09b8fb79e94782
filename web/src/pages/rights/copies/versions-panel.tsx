import { useTranslation } from 'react-i18next';
import type { CaseRedaction } from '../../../api/types.js';
import { DataTable, type Column } from '../../../ui/data-table.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Panel } from '../../../ui/panel.js';

/** Every version of a copy with who made it, who reviewed it, and the hash of its bytes. */
export function Versions({ versions }: { readonly versions: readonly CaseRedaction[] }) {
  const { t } = useTranslation();
  const columns = useVersionColumns();
  if (versions.length === 0) return null;
  return (
    <Panel title={t('rights.copies.versions')}>
      <DataTable caption={t('rights.copies.versionsCaption')} columns={columns} rows={versions} idOf={({ id }) => id} />
    </Panel>
  );
}

function useVersionColumns(): Column<CaseRedaction>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nobody = t('holds.nobody');
  return [
    { id: 'version', header: t('rights.copies.number'), rowHeader: true, cell: ({ version }) => version },
    { id: 'state', header: t('holds.state'), cell: ({ state }) => t(`rights.copies.states.${state}`) },
    {
      id: 'by',
      header: t('rights.copies.author'),
      cell: ({ authorName, renderedAt }) => (
        <>
          {authorName ?? nobody}
          {renderedAt === null ? null : <small>{format.dateTime(renderedAt)}</small>}
        </>
      ),
    },
    {
      id: 'reviewer',
      header: t('rights.secondPerson'),
      cell: ({ reviewerId, reviewerName, reviewedAt }) =>
        reviewerId === null ? (
          '–'
        ) : (
          <>
            {reviewerName ?? nobody}
            {reviewedAt === null ? null : <small>{format.dateTime(reviewedAt)}</small>}
          </>
        ),
    },
    {
      id: 'hash',
      header: t('rights.copies.hash'),
      cell: ({ sha256 }) => (sha256 === null ? '–' : <code className="copies__hash">{sha256}</code>),
    },
  ];
}
