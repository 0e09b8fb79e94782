import type { CompletenessSource } from '../../api/types.js';

type UsualHour = CompletenessSource['usualHours'][number];

/** Hours of one weekday without a gap; `through` is the hour in which the last one ends. */
interface HourSpan {
  readonly weekday: number;
  readonly from: number;
  readonly through: number;
}

/** The hours at which calls come as a rule, as spans, by weekday. */
export function spansOf(hours: readonly UsualHour[]): HourSpan[] {
  const spans: HourSpan[] = [];
  for (const { weekday, hour } of hours) {
    const last = spans.at(-1);
    if (last?.weekday === weekday && last.through === hour) spans[spans.length - 1] = { ...last, through: hour + 1 };
    else spans.push({ weekday, from: hour, through: hour + 1 });
  }
  return spans;
}

/** A day of that weekday, for its name: the first days of 2024 were Monday, Tuesday and so on. */
export function dayNamed(weekday: number): string {
  return `2024-01-0${weekday}`;
}
