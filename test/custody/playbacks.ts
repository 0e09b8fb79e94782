import { loggedEvents, type LoggedEvent } from '../support/log.js';
import type { KeptServer } from '../support/server.js';

interface PlaybackRow {
  readonly id: string;
  readonly recording_id: string;
  readonly staff_id: string;
  readonly session_id: string;
  readonly purpose: string;
  readonly reference: string;
  readonly reserved: Buffer;
  readonly ended_at: Date | null;
}

/** Every playback was granted by one event, each extent was reserved by one, and its end is on record once. */
export async function playbackFindings(server: KeptServer): Promise<string[]> {
  const rows = await server.sql<PlaybackRow>('select * from playback');
  const events = await loggedEvents(server, 'playback.granted', 'playback.extent-reserved', 'playback.ended');
  const done = events.filter(({ outcome }) => outcome === 'done');
  const byPlayback = Map.groupBy(done, event => event.object?.id ?? '');
  return rows.flatMap(row => rowFindings(row, byPlayback.get(row.id) ?? [])).concat(goneFindings(rows, byPlayback));
}

function rowFindings(row: PlaybackRow, events: readonly LoggedEvent[]): string[] {
  const granted = events.filter(({ action }) => action === 'playback.granted');
  const ended = events.filter(({ action }) => action === 'playback.ended');
  const reserved = reservedOf(row);
  const onRecord = events.filter(({ action }) => action !== 'playback.ended').map(({ facts }) => Number(facts?.extent));
  return [
    ...(granted.length === 1 && granted.every(event => tellsOf(event, row))
      ? []
      : [`playback ${row.id} was not granted so`]),
    ...(same(onRecord, reserved)
      ? []
      : [`playback ${row.id} has reserved ${reserved.join()}, on record ${onRecord.join()}`]),
    ...(ended.length === (row.ended_at ? 1 : 0) ? [] : [`playback ${row.id} has ${ended.length} ends on record`]),
    ...(ended.every(({ facts }) => same(facts?.extents as number[], reserved))
      ? []
      : [`playback ${row.id} ended with other extents`]),
  ];
}

/** A playback that went with its recording has its end on record. */
function goneFindings(rows: readonly PlaybackRow[], byPlayback: ReadonlyMap<string, readonly LoggedEvent[]>): string[] {
  const here = new Set(rows.map(({ id }) => id));
  const unended = [...byPlayback].filter(
    ([id, events]) => !here.has(id) && !events.some(({ action }) => action === 'playback.ended'),
  );
  return unended.map(([id]) => `playback ${id} is gone without its end on record`);
}

function tellsOf({ recordingId, purpose, reference = '', actor }: LoggedEvent, row: PlaybackRow): boolean {
  const said = [recordingId, purpose, reference, actor.id, actor.sessionId];
  return said.join() === [row.recording_id, row.purpose, row.reference, row.staff_id, row.session_id].join();
}

function reservedOf({ reserved }: PlaybackRow): number[] {
  const extents = Array.from({ length: reserved.length * 8 }, (_, extent) => extent);
  return extents.filter(extent => ((reserved[extent >> 3] ?? 0) >> (extent & 7)) % 2 === 1);
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return [...one].sort((a, b) => a - b).join() === [...other].sort((a, b) => a - b).join();
}
