import { useTranslation } from 'react-i18next';
import type { ArrivalLine, Completeness } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { RowButton } from '../../ui/row-button.js';
import type { Missing } from './explain-dialog.js';

type OnExplain = (missing: Missing) => void;

interface MissingProps {
  readonly report: Completeness;
  /** Null: the person may not explain. */
  readonly onExplain: OnExplain | null;
}

/** Calls that were announced and whose audio has not come. */
export function MissingCalls({ report: { missing }, onExplain }: MissingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<ArrivalLine>[] = [
    { id: 'source', header: t('completeness.source'), cell: ({ source }) => source, rowHeader: true },
    { id: 'id', header: t('completeness.externalId'), cell: ({ externalId }) => <code>{externalId}</code> },
    { id: 'queue', header: t('completeness.queue'), cell: ({ queue }) => queue },
    {
      id: 'started',
      header: t('completeness.startedAt'),
      cell: ({ startedAt, callOn }) => (startedAt === null ? format.day(callOn) : format.dateTime(startedAt)),
    },
    {
      id: 'announced',
      header: t('completeness.announcedAt'),
      cell: ({ announcedAt }) => (announcedAt === null ? '' : format.dateTime(announcedAt)),
    },
    ...(onExplain
      ? [
          {
            id: 'explain',
            header: t('completeness.explain'),
            cell: ({ source, externalId }: ArrivalLine) => (
              <ExplainButton missing={{ source, externalId }} onExplain={onExplain} />
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('completeness.missingTitle')}>
      <p>{t('completeness.missingText')}</p>
      {missing.lines.length === 0 ? <p>{t('completeness.noneMissing')}</p> : null}
      {missing.lines.length > 0 ? (
        <DataTable
          caption={t('completeness.missingTitle')}
          columns={columns}
          rows={missing.lines}
          idOf={({ source, externalId }) => `${source} ${externalId}`}
        />
      ) : null}
      {missing.more ? <p>{t('completeness.thereIsMore')}</p> : null}
    </Panel>
  );
}

/** Numbers that a source has left out. */
export function MissingNumbers({ report: { gaps }, onExplain }: MissingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  type Gap = Completeness['gaps']['numbers'][number];
  if (gaps.numbers.length === 0) return null;
  const columns: Column<Gap>[] = [
    { id: 'source', header: t('completeness.source'), cell: ({ source }) => source, rowHeader: true },
    { id: 'number', header: t('completeness.number'), cell: ({ sequence }) => sequence, align: 'end' },
    { id: 'found', header: t('completeness.foundAt'), cell: ({ foundAt }) => format.dateTime(foundAt) },
    ...(onExplain
      ? [
          {
            id: 'explain',
            header: t('completeness.explain'),
            cell: ({ source, sequence }: Gap) => <ExplainButton missing={{ source, sequence }} onExplain={onExplain} />,
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('completeness.gapsTitle')}>
      <p>{t('completeness.gapsText')}</p>
      <DataTable
        caption={t('completeness.gapsTitle')}
        columns={columns}
        rows={gaps.numbers}
        idOf={({ source, sequence }) => `${source} ${sequence}`}
      />
      {gaps.more ? <p>{t('completeness.thereIsMore')}</p> : null}
    </Panel>
  );
}

/** What is missing, as it is explained: by its number or by the id that the source has given. */
function ExplainButton({ missing, onExplain }: { readonly missing: Missing; readonly onExplain: OnExplain }) {
  const { t } = useTranslation();
  const { source, externalId, sequence } = missing;
  return (
    <RowButton
      act={t('completeness.explain')}
      about={`${source}, ${externalId ?? sequence}`}
      onClick={() => {
        onExplain(missing);
      }}
    />
  );
}
