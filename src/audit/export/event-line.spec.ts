import { describe, expect, it } from '@jest/globals';
import { THE_SYSTEM, leafOf, type EventDraft } from '../event.js';
import { LINE_FORMATS, type ExportedEvent } from './event-line.js';
import { EXPORT_FORMATS, newExport } from './export.schemas.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AT = new Date('2026-11-24T07:00:00.123Z');

function exported(draft: EventDraft, index: number | null = 7): ExportedEvent {
  return { index, leaf: leafOf(id(1), AT, 'p1', draft).bytes };
}

/** An event that has something in every column. */
const PLAYED = exported({
  action: 'playback.granted',
  outcome: 'refused',
  reason: 'expired',
  actor: { kind: 'staff', id: id(2), sessionId: id(3), address: '192.0.2.7' },
  object: { kind: 'playback', id: id(4) },
  recordingId: id(5),
  concernsStaffId: id(6),
  grantId: id(7),
  purpose: 'complaint',
  reference: 'CASE-1',
  facts: { contactId: id(8), startedAt: '2026-11-23T12:00:00.000Z', queue: 'Tuki', unit: 'Länsi', agentId: id(9) },
});
const PRUNED = exported({ action: 'log.pruned', actor: THE_SYSTEM, facts: { from: 0, queue: 256 } }, null);

/** The cells of a line in which nothing but the facts, the last column, has a comma. */
function cells(line: string): string[] {
  return line.trimEnd().split(',').slice(0, 23);
}

describe('a line of an export as CSV', () => {
  const { head, line } = LINE_FORMATS.csv;

  it('stands under its column, whatever the event holds', () => {
    const names = cells(head);
    const values = cells(line(PLAYED).toString());
    expect(Object.fromEntries(names.map((name, place) => [name, values[place]]))).toEqual({
      leafIndex: '7',
      id: id(1),
      at: '2026-11-24T07:00:00.123Z',
      action: 'playback.granted',
      outcome: 'refused',
      reason: 'expired',
      actorKind: 'staff',
      actorId: id(2),
      sessionId: id(3),
      address: '192.0.2.7',
      objectKind: 'playback',
      objectId: id(4),
      recordingId: id(5),
      concernsStaffId: id(6),
      grantId: id(7),
      purpose: 'complaint',
      reference: 'CASE-1',
      policy: 'p1',
      contactId: id(8),
      callStartedAt: '2026-11-23T12:00:00.000Z',
      queue: 'Tuki',
      unit: 'Länsi',
      agentId: id(9),
    });
  });

  it('has an empty cell for what the event does not say, and for a fact of that name that is no text', () => {
    expect(line(PRUNED).toString()).toBe(
      `,${id(1)},2026-11-24T07:00:00.123Z,log.pruned,done,,system,,,,,,,,,,,p1,,,,,,"{""from"":0,""queue"":256}"\r\n`,
    );
  });

  it('ends with all facts as JSON, in the column of that name', () => {
    expect(head.endsWith(',agentId,facts\r\n')).toBe(true);
    expect(line(exported({ action: 'log.pruned', actor: THE_SYSTEM })).toString()).toMatch(/,\{\}\r\n$/);
  });
});

describe('a line of an export as NDJSON', () => {
  it('is the exact bytes of the leaf and a line feed, with nothing in front of the first', () => {
    const { head, line } = LINE_FORMATS.ndjson;
    expect(head).toBe('');
    expect(line(PLAYED)).toEqual(Buffer.concat([PLAYED.leaf, Buffer.from('\n')]));
  });
});

describe('the formats of an export', () => {
  it('are told by their media types and by the ends of file names', () => {
    expect(EXPORT_FORMATS.map(format => [LINE_FORMATS[format].contentType, LINE_FORMATS[format].extension])).toEqual([
      ['application/x-ndjson', 'ndjson'],
      ['text/csv; charset=utf-8; header=present', 'csv'],
    ]);
  });

  it('are asked for by name, and one must be', () => {
    expect(newExport.parse({ format: 'csv', purpose: 'complaint' })).toEqual({ format: 'csv', purpose: 'complaint' });
    expect(newExport.safeParse({}).success).toBe(false);
    expect(newExport.safeParse({ format: 'xlsx' }).success).toBe(false);
  });
});
