import type { LogEvent } from '../../api/types.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import type { BegunScope } from '../incidents/begun-scope.js';
import type { LogAddress } from './log-filters.js';

/** Who did it, on its day, with its recording; null for what is about no recording, or by no member of staff. */
export function scopeOfEvent({
  at,
  actor,
  recordingId,
}: Pick<LogEvent, 'at' | 'actor' | 'recordingId'>): BegunScope | null {
  if (recordingId === null || actor.kind !== 'staff' || actor.id === null) return null;
  const day = dayOf(new Date(at));
  return { draft: { from: day, through: day, recordingIds: recordingId }, staffIds: [actor.id] };
}

/** The days, the person and the recording that the log is narrowed to; null where a list would be of everybody. */
export function scopeOfFilters({ from, to, staff, recording }: LogAddress): BegunScope | null {
  const days = isDay(from) && isDay(to) ? { from, through: to } : { from: '', through: '' };
  if (days.from === '' && recording === '') return null;
  return { draft: { ...days, recordingIds: recording }, staffIds: staff === '' ? [] : [staff] };
}
