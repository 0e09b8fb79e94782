import { useTranslation } from 'react-i18next';
import type { DueDay } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { calendarMonths, type Week } from './calendar-weeks.js';
import './due-calendar.css';

interface DueCalendarProps {
  /** In the order of their days; never none. */
  readonly days: readonly [DueDay, ...DueDay[]];
  readonly today: string;
}

/** The due days as a calendar: what falls due on each day, of the months in which anything does. */
export function DueCalendar({ days, today }: DueCalendarProps) {
  const byDay = new Map(days.map(item => [item.day, item]));
  const most = Math.max(1, ...days.map(({ recordings }) => recordings));
  const last = days.at(-1)?.day ?? today;
  const months = calendarMonths(days[0].day, last).filter(({ month }) => days.some(({ day }) => day.startsWith(month)));
  return (
    <div className="due-calendar">
      {months.map(({ month, weeks }) => (
        <Month key={month} month={month} weeks={weeks} byDay={byDay} most={most} today={today} />
      ))}
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly weeks: readonly Week[];
  readonly byDay: ReadonlyMap<string, DueDay>;
  readonly most: number;
  readonly today: string;
}

function Month({ month, weeks, byDay, most, today }: MonthProps) {
  const format = useFormat();
  const [aWeek] = weeks.filter(week => week.every(day => day !== null));
  return (
    <table className="due-calendar__month">
      <caption>{format.month(month)}</caption>
      <thead>
        <tr>
          {aWeek?.map(day => (
            <th key={day} scope="col">
              {format.weekdayOf(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, weekday) =>
              day === null ? (
                <td key={weekday} />
              ) : (
                <Day key={day} day={day} due={byDay.get(day)} most={most} isToday={day === today} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: string;
  readonly due: DueDay | undefined;
  readonly most: number;
  readonly isToday: boolean;
}

function Day({ day, due, most, isToday }: DayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recordings = 0, held = 0 } = due ?? {};
  return (
    <td aria-current={isToday ? 'date' : undefined} style={{ '--done': `${String((100 * recordings) / most)}%` }}>
      <span className="due-calendar__number">{Number(day.slice(8))}</span>
      {recordings === 0 ? null : (
        <span className="due-calendar__count">
          <span aria-hidden="true">{format.number(recordings)}</span>
          <span className="visually-hidden">{t('retention.calendarCount', { count: recordings })}</span>
        </span>
      )}
      {held === 0 ? null : (
        <span className="due-calendar__held">
          <span aria-hidden="true">{`(${format.number(held)})`}</span>
          <span className="visually-hidden">{t('retention.calendarHeld', { count: held })}</span>
        </span>
      )}
    </td>
  );
}
