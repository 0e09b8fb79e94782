import { daysBetween } from '../../ui/format/helsinki.js';

/** How a last day stands on a day: before it, on it, or after it; days are calendar days. */
type DaysLeft = { readonly which: 'left' | 'late'; readonly days: number } | { readonly which: 'today' };

/** From how many days before the last day on a request should be looked at. */
const NEAR_DAYS = 7;

/** @param lastOn the last day, `YYYY-MM-DD`; the whole of it is still in time */
export function daysLeft(lastOn: string, today: string): DaysLeft {
  const days = daysBetween(today, lastOn);
  if (days === 0) return { which: 'today' };
  return days > 0 ? { which: 'left', days } : { which: 'late', days: -days };
}

/** How much a last day presses. */
export function toneOf(left: DaysLeft): 'alert' | 'warning' | 'neutral' {
  if (left.which === 'late') return 'alert';
  return left.which === 'today' || left.days <= NEAR_DAYS ? 'warning' : 'neutral';
}
