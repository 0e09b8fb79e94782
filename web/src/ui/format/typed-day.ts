import { isDay } from './helsinki.js';

const TYPED = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/;

/** The day (`YYYY-MM-DD`) that was typed as `d.m.yyyy`; null where it is none. */
export function typedDay(text: string): string | null {
  const [, day, month, year] = TYPED.exec(text) ?? [];
  if (!day || !month || !year) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}

/** A day (`YYYY-MM-DD`) as it is typed. */
export function writtenDay(text: string): string {
  const [year, month, day] = text.split('-').map(Number);
  return `${day ?? ''}.${month ?? ''}.${year ?? ''}`;
}
