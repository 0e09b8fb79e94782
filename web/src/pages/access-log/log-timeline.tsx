import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { EventCounts } from '../../api/types.js';
import { BarChart } from '../../ui/bar-chart.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { daysOf, hoursOf } from '../../ui/format/days.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { logQuery, setLogFilters, type LogAddress } from './log-filters.js';
import { drawnPeriod, type DrawnPeriod } from './log-period.js';

/** How many events the filters cover on each day, or each hour of a few days, as a picture and as a table. */
export function LogTimeline({ filters }: { readonly filters: LogAddress }) {
  const { t } = useTranslation();
  const period = drawnPeriod(filters, dayOf(new Date()));
  const { from: _from, to: _to, ...others } = logQuery(filters);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['log-counts', others, period],
    queryFn:
      period === null
        ? skipToken
        : () => answer(api.GET('/api/v1/audit/event-counts', { params: { query: { ...others, ...period } } })),
  });
  if (period === null) return null;
  return (
    <section className="log-timeline" aria-label={t('log.timeline.title')} aria-busy={isFetching}>
      {data ? <Drawn counts={data} period={period} filters={filters} /> : null}
      {isFetching && !data ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </section>
  );
}

interface DrawnProps {
  readonly counts: EventCounts;
  readonly period: DrawnPeriod;
  readonly filters: LogAddress;
}

interface Counted {
  /** The hour's instant, or the day. */
  readonly at: string;
  readonly events: number;
  readonly notDone: number;
}

function Drawn({ counts, period, filters }: DrawnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = everyOne(counts, period);
  const nameOf = ({ at }: Counted) =>
    counts.by === 'hour' ? format.dateTime(at) : `${format.weekdayOf(at)} ${format.day(at)}`;
  const events = counts.items.reduce((sum, item) => sum + item.events, 0);
  const notDone = counts.items.reduce((sum, item) => sum + item.notDone, 0);
  const [from, to] = [format.day(period.fromOn), format.day(period.toOn)];
  const summary = t(`log.timeline.${counts.by}`, {
    from,
    to,
    events: format.number(events),
    notDone: format.number(notDone),
  });
  const columns: Column<Counted>[] = [
    {
      id: 'at',
      header: t('log.at'),
      rowHeader: true,
      cell: row => (counts.by === 'hour' ? nameOf(row) : <DayLink day={row.at} filters={filters} name={nameOf(row)} />),
    },
    { id: 'events', header: t('log.timeline.events'), align: 'end', cell: row => format.number(row.events) },
    { id: 'notDone', header: t('log.timeline.notDone'), align: 'end', cell: row => format.number(row.notDone) },
  ];
  return (
    <>
      <p>{summary}</p>
      <BarChart
        summary={summary}
        mostText={t('log.timeline.most', { most: format.number(Math.max(0, ...rows.map(row => row.events))) })}
        bars={rows.map(row => ({ id: row.at, label: nameOf(row), value: row.events, marked: row.notDone }))}
      />
      <details className="log-timeline__table">
        <summary>{t('log.timeline.table')}</summary>
        <DataTable
          caption={t('log.timeline.title')}
          columns={columns}
          rows={rows.filter(row => row.events > 0)}
          idOf={row => row.at}
        />
      </details>
    </>
  );
}

interface DayLinkProps {
  readonly day: string;
  readonly filters: LogAddress;
  readonly name: string;
}

function DayLink({ day, filters, name }: DayLinkProps) {
  const address = new URLSearchParams({ ...setLogFilters(filters), from: day, to: day });
  return <Link to={`/access-log?${address.toString()}`}>{name}</Link>;
}

/** Also the hours and days on which nothing was. */
function everyOne({ by, items }: EventCounts, { fromOn, toOn }: DrawnPeriod): Counted[] {
  const known = new Map(items.map(item => [by === 'hour' ? item.at : dayOf(new Date(item.at)), item]));
  const all = by === 'hour' ? hoursOf(fromOn, toOn) : daysOf(fromOn, toOn);
  return all.map(at => ({ events: 0, notDone: 0, ...known.get(at), at }));
}
