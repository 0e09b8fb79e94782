import type { IncidentDetails, WantedScope } from '../../api/types.js';
import { addDays, dayOf, isDay, startOfDay } from '../../ui/format/helsinki.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which calls an incident is about, as it is typed: whole days in Helsinki, and an id a line. */
export interface ScopeDraft extends Readonly<Record<string, string>> {
  readonly calls: string;
  readonly from: string;
  readonly through: string;
  readonly recordingIds: string;
}

/** What a finding suggests, or nothing. */
export function draftOf(scope: IncidentDetails['suggestedScope']): ScopeDraft {
  return {
    calls: scope?.calls ?? 'used',
    from: scope?.from ? dayOf(new Date(scope.from)) : '',
    through: scope?.to ? dayOf(new Date(Date.parse(scope.to) - 1)) : '',
    recordingIds: scope?.recordingIds.join('\n') ?? '',
  };
}

/** Which fields are wrong, and with what: `day`, `order`, `id`, or `nothing` where everybody would be asked for. */
export function faultsOf({ from, through, recordingIds }: ScopeDraft) {
  const [days, ids] = [[from, through].map(day => day.trim()), idsIn(recordingIds)];
  const hasDays = days.some(day => day !== '');
  return {
    ...(hasDays && !isDay(from) ? { from: 'day' as const } : {}),
    ...(hasDays && !isDay(through) ? { through: 'day' as const } : {}),
    ...(isDay(from) && isDay(through) && through < from ? { through: 'order' as const } : {}),
    ...(ids.some(id => !ID.test(id)) ? { recordingIds: 'id' as const } : {}),
    ...(!hasDays && ids.length === 0 ? { from: 'nothing' as const } : {}),
  };
}

/** What is sent, once {@link faultsOf} finds nothing. */
export function scopeOf({ calls, from, through, recordingIds }: ScopeDraft, staffIds: readonly string[]): WantedScope {
  const span = isDay(from) ? { from: startOfDay(from), to: startOfDay(addDays(through, 1)) } : {};
  return {
    ...span,
    calls: calls === 'kept' ? 'kept' : 'used',
    staffIds: [...staffIds],
    recordingIds: idsIn(recordingIds),
  };
}

/** The ids in a text, however they were pasted. */
export function idsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(id => id !== '');
}
