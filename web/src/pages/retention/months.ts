import { addMonths } from '../../ui/format/helsinki.js';

/** The month of `today` (`YYYY-MM-DD`) and those before it, newest first, `count` of them, `YYYY-MM`. */
export function monthsUntil(today: string, count: number): string[] {
  const first = `${today.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, back) => addMonths(first, -back).slice(0, 7));
}
