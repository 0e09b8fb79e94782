import { useTranslation } from 'react-i18next';
import type { CompletenessSource } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { RowButton } from '../../ui/row-button.js';
import { dayNamed, spansOf } from './usual-hours.js';

type DayOfSource = CompletenessSource['days'][number];

/** What stands in the table of days; the rest is in the day itself. */
const SHOWN = [
  'announced',
  'withAudio',
  'filed',
  'quarantined',
  'refused',
  'explained',
  'missing',
  'unannounced',
  'silent',
] as const;

interface SourcePanelProps {
  readonly report: CompletenessSource;
  readonly onOpen: (day: { readonly source: string; readonly day: string }) => void;
}

/** One source: when it was last heard of, its habit, its own copy, and its days. */
export function SourcePanel({ report, onOpen }: SourcePanelProps) {
  const { t } = useTranslation();
  const { source, days } = report;
  const columns = useDayColumns(source, onOpen);
  return (
    <Panel title={source}>
      <SourceFacts report={report} />
      {days.length === 0 ? (
        <p>{t('completeness.noDays')}</p>
      ) : (
        <DataTable
          caption={t('completeness.daysOf', { source })}
          columns={columns}
          rows={days}
          idOf={({ day }) => day}
        />
      )}
    </Panel>
  );
}

function useDayColumns(source: string, onOpen: SourcePanelProps['onOpen']): Column<DayOfSource>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const day: Column<DayOfSource> = {
    id: 'day',
    header: t('completeness.day'),
    rowHeader: true,
    cell: row => (
      <RowButton
        act={`${format.weekdayOf(row.day)} ${format.day(row.day)}`}
        about={source}
        onClick={() => {
          onOpen({ source, day: row.day });
        }}
      />
    ),
  };
  const figures = SHOWN.map((name): Column<DayOfSource> => ({
    id: name,
    header: t(`completeness.figures.${name}`),
    align: 'end',
    cell: row => (row.figures[name] === 0 ? '–' : format.number(row.figures[name])),
  }));
  return [day, ...figures];
}

function SourceFacts({ report }: { readonly report: CompletenessSource }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastArrivalAt, keepsDays, copyDeletedThrough } = report;
  return (
    <Facts>
      <Fact name={t('completeness.lastArrival')}>
        {lastArrivalAt === null ? t('completeness.longAgo') : format.dateTime(lastArrivalAt)}
      </Fact>
      <Fact name={t('completeness.habit')}>
        <Habit report={report} />
      </Fact>
      <Fact name={t('completeness.ownCopy')}>
        {keepsDays === null ? t('completeness.keepsUnknown') : t('completeness.keepsDays', { count: keepsDays })}{' '}
        {copyDeletedThrough === null ? null : t('completeness.copyDeleted', { day: format.day(copyDeletedThrough) })}
      </Fact>
    </Facts>
  );
}

function Habit({ report: { usualHours } }: { readonly report: CompletenessSource }) {
  const { t } = useTranslation();
  const format = useFormat();
  const spans = Map.groupBy(spansOf(usualHours), ({ weekday }) => weekday);
  if (spans.size === 0) return t('completeness.noHabit');
  return [...spans]
    .map(([weekday, of]) => {
      const hours = of.map(({ from, through }) => t('completeness.hours', { from, through })).join(', ');
      return `${format.weekdayOf(dayNamed(weekday))} ${hours}`;
    })
    .join('; ');
}
