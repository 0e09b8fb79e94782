import type { RecordingDetails } from '../../api/types.js';

type Leg = RecordingDetails['legs'][number];

/** A leg of the call, or the recording that is shown. */
export type LegInOrder = Omit<Leg, 'place' | 'unit'> & { readonly place: Leg['place'] | 'shown' };

/** All legs of a call in order of time, with the one that is shown among them. */
export function inOrder(recording: RecordingDetails): LegInOrder[] {
  const { id, direction, startedAt, answeredAt, endedAt, durationMs, queue, agent, channelRoles, legs } = recording;
  const times = { startedAt, answeredAt, endedAt, durationMs };
  const shown = { id, direction, ...times, queue, agent, channelRoles, place: 'shown' as const };
  return [shown, ...legs].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
}
