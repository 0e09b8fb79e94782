import { useTranslation } from 'react-i18next';
import type { ServiceLevelStudy, StudyFigures } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Panel } from '../../ui/panel.js';
import { NestedColumns, NestedRows } from './nested-bars.js';
import type { Grouping } from './study-address.js';
import { useGroupWords } from './use-group-words.js';
import type { StudyPart } from './use-study-parts.js';

/** What is compared stands beneath each other; what comes one after the other in time, side by side. */
const COMPARED: ReadonlySet<Grouping> = new Set(['weekday', 'queue', 'unit']);
/** A table of more rows is unfolded when it is asked for. */
const SHORT_ROWS = 12;

interface StudyPanelProps {
  readonly study: ServiceLevelStudy;
  readonly part: StudyPart;
}

type Row = StudyFigures & { readonly key: string };

/** A picture of figures, and the table that it is made of. */
export function StudyPanel({ study, part }: StudyPanelProps) {
  const { t } = useTranslation();
  const nameOf = useGroupWords(study.group);
  const title = t(`studies.parts.${part.id}`);
  // What is not told apart belongs to no place in time.
  const drawn = study.rows.filter(({ key }) => key !== '' || COMPARED.has(study.group));
  const notDrawn = study.rows.find(row => !drawn.includes(row));
  const groups = drawn.map(row => ({ key: row.key, label: nameOf(row.key), values: part.valuesOf(row) }));
  const Bars = COMPARED.has(study.group) ? NestedRows : NestedColumns;
  const { series, words, most } = part;
  const summary = t('studies.summary', { what: title, by: t(`studies.groups.${study.group}`) });
  return (
    <Panel title={title}>
      <p>{t(`studies.told.${part.id}`)}</p>
      {part.id === 'calls' && notDrawn !== undefined ? <p>{t('studies.notDrawn', { count: notDrawn.calls })}</p> : null}
      {groups.every(({ values }) => values.every(value => value === null)) ? (
        <p>{t('studies.noPicture')}</p>
      ) : (
        <Bars {...{ summary, groups, series, words }} {...(most === undefined ? {} : { most })} />
      )}
      <details className="study-table" open={study.rows.length <= SHORT_ROWS}>
        <summary>{t('studies.table')}</summary>
        <FiguresTable study={study} part={part} caption={title} />
      </details>
    </Panel>
  );
}

function FiguresTable({ study, part, caption }: StudyPanelProps & { readonly caption: string }) {
  const { t } = useTranslation();
  const nameOf = useGroupWords(study.group);
  const total = 'total';
  const rows: Row[] = [...study.rows, { key: total, ...study.total }];
  const columns: Column<Row>[] = [
    {
      id: 'group',
      header: t(`studies.groups.${study.group}`),
      rowHeader: true,
      cell: ({ key }) => (key === total ? <strong>{t('studies.total')}</strong> : nameOf(key)),
    },
    ...part.columns.map(({ header, text: figure }, n) => ({
      id: `${part.id}-${String(n)}`,
      header,
      align: 'end' as const,
      cell: (row: Row) => figure(row),
    })),
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} idOf={({ key }) => key} />;
}
