const NAME = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const LOG_BYTES = 2 ** 32;

/**
 * The names of the WAL segments from `first` to `last`, both included, of one timeline.
 * @throws RangeError for names that are not of one timeline, or in the wrong order
 */
export function walSegments(first: string, last: string, segmentBytes: number): string[] {
  const [from, to] = [placeOf(first, segmentBytes), placeOf(last, segmentBytes)];
  if (from.timeline !== to.timeline || to.number < from.number) throw new RangeError('not a run of WAL segments');
  return Array.from({ length: to.number - from.number + 1 }, (_, at) =>
    nameOf(from.timeline, from.number + at, segmentBytes),
  );
}

function placeOf(name: string, segmentBytes: number): { timeline: string; number: number } {
  const [, timeline, log, segment] = NAME.exec(name) ?? [];
  if (timeline === undefined || log === undefined || segment === undefined) throw new RangeError('not a WAL segment');
  const perLog = LOG_BYTES / segmentBytes;
  return { timeline, number: Number.parseInt(log, 16) * perLog + Number.parseInt(segment, 16) };
}

function nameOf(timeline: string, number: number, segmentBytes: number): string {
  const perLog = LOG_BYTES / segmentBytes;
  return timeline + hex(Math.floor(number / perLog)) + hex(number % perLog);
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
