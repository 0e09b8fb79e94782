import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CanonicalLeaf } from './canonical-leaf.js';
import { differingColumn, EVENT_COLUMNS } from './event-columns.js';
import { SentRecord } from './sent-record.js';
import { leafOf, PLAYBACK, PLAYBACK_COLUMNS, type ColumnName, type Columns } from './testing/playback.js';
import { sent, sentRecord } from './testing/sent-form.js';

const NAMES = Object.keys(PLAYBACK_COLUMNS) as ColumnName[];
const OF_CALL: readonly ColumnName[] = ['contact_id', 'call_started_at', 'queue', 'agent_id'];
const IDS = NAMES.filter(name => name === 'id' || name.endsWith('_id'));
const INSTANTS = ['recorded_at', 'call_started_at'] as const;

const OTHER_ID = '0199a000-0000-7000-8000-00000000ffff';

/** What is found of an event like PLAYBACK in a row like that of PLAYBACK; in front of the columns stands something else. */
function found(event: object = {}, columns: Partial<Columns> = {}): string | null {
  const values = [sent.bigint(1), ...Object.values({ ...PLAYBACK_COLUMNS, ...columns })];
  const row = new SentRecord(values.length);
  row.read(sentRecord(values));
  const leaf = new CanonicalLeaf();
  const bytes = leafOf({ ...PLAYBACK, ...event });
  // In the product the leaf stands in the record.
  const together = Buffer.concat([sentRecord(values), bytes]);
  row.read(together);
  if (!leaf.read(together, together.length - bytes.length, together.length)) throw new Error('The leaf is no leaf.');
  return differingColumn(leaf, row, 1);
}

function withFacts(change: object): object {
  return { facts: { ...PLAYBACK.facts, ...change } };
}

describe('differingColumn', () => {
  it('looks into every searching column of audit_event', () => {
    expect(EVENT_COLUMNS.map(({ name }) => name)).toEqual(NAMES);
  });

  it('finds nothing where all columns are what the leaf says', () => {
    expect(found()).toBeNull();
  });

  it.each(NAMES)('finds that %s is empty although the leaf says something', name => {
    expect(found({}, { [name]: null })).toBe(name);
  });

  it.each(NAMES)('finds that %s says something else', name => {
    const value = PLAYBACK_COLUMNS[name];
    for (let at = 0; at < value.length; at += 1) {
      const other = Buffer.from(value);
      other.writeUInt8(other.readUInt8(at) ^ 1, at);
      expect([at, found({}, { [name]: other })]).toEqual([at, name]);
    }
  });

  it('names the first of several', () => {
    expect(found({}, { queue: null, outcome: null, purpose: null })).toBe('outcome');
  });

  it.each([
    ['actor_id', { actor: { ...PLAYBACK.actor, id: null } }],
    ['recording_id', { recordingId: null }],
    ['concerns_staff_id', { concernsStaffId: undefined }],
    ['concerns_staff_id', { concernsStaffId: null }],
    ['purpose', { purpose: undefined }],
    ['purpose', { purpose: null }],
  ] as const)('wants %s empty for %j', (name, event) => {
    expect(found(event, { [name]: null })).toBeNull();
    expect(found(event)).toBe(name);
  });

  it.each([['purpose'], ['action'], ['outcome']] as const)('takes no %s that is no text', name => {
    for (const value of [5, true, ['complaint'], {}]) {
      expect(found({ [name]: value }, { [name]: null })).toBe(name);
      expect(found({ [name]: value })).toBe(name);
    }
  });

  it('takes an actor’s id only where the leaf has an actor', () => {
    expect(found({ actor: 'staff' }, { actor_kind: null, actor_id: null })).toBeNull();
    expect(found({ actor: 'staff' })).toBe('actor_kind');
  });
});

describe('the columns of a call', () => {
  const EMPTY = Object.fromEntries(OF_CALL.map(name => [name, null])) as Partial<Columns>;
  const WITHOUT = { recordingId: undefined };

  it('are filled only where the event is about a recording', () => {
    expect(found(WITHOUT, { ...EMPTY, recording_id: null })).toBeNull();
  });

  it.each(OF_CALL)('%s is not filled from the facts of another event', name => {
    expect(found(WITHOUT, { ...EMPTY, recording_id: null, [name]: PLAYBACK_COLUMNS[name] })).toBe(name);
  });

  it.each([
    ['contact_id', 'contactId'],
    ['call_started_at', 'startedAt'],
    ['queue', 'queue'],
    ['agent_id', 'agentId'],
  ] as const)('%s is empty where the fact is no text', (name, fact) => {
    for (const value of [undefined, null, 5, ['billing'], { queue: 'billing' }]) {
      expect(found(withFacts({ [fact]: value }), { [name]: null })).toBeNull();
      expect(found(withFacts({ [fact]: value }))).toBe(name);
    }
  });
});

describe('a text', () => {
  it('is the same only as a whole', () => {
    expect(found({ purpose: 'complain' })).toBe('purpose');
    expect(found({ purpose: 'complaints' })).toBe('purpose');
    expect(found({ purpose: '' })).toBe('purpose');
    expect(found({}, { purpose: sent.text('') })).toBe('purpose');
    expect(found({ purpose: '' }, { purpose: sent.text('') })).toBeNull();
  });

  it('is the same in whatever letters, those that JSON escapes included', () => {
    const texts = fc.string({ unit: fc.constantFrom(...Array.from('aä€𝄞"\\/\n\t\u0001\u001f\u007f ')), maxLength: 8 });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(found(withFacts({ queue: one }), { queue: sent.text(one) })).toBeNull();
        expect(found(withFacts({ queue: one }), { queue: sent.text(other) })).toBe(one === other ? null : 'queue');
      }),
    );
  });
});

describe('an id', () => {
  it.each(IDS)('in %s is the same in small letters, whatever its digits', name => {
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    const told = {
      ...{ id, actor: { ...PLAYBACK.actor, id }, recordingId: id, concernsStaffId: id },
      ...withFacts({ contactId: id, agentId: id }),
    };
    const all = Object.fromEntries(IDS.map(one => [one, sent.uuid(id)]));
    expect(found(told, all)).toBeNull();
    expect(found(told, { ...all, [name]: sent.uuid(OTHER_ID) })).toBe(name);
  });

  it.each([
    ['in capitals', PLAYBACK.id.toUpperCase()],
    ['without dashes', PLAYBACK.id.replaceAll('-', '')],
    ['with more behind', `${PLAYBACK.id}0`],
    ['with less behind', PLAYBACK.id.slice(0, -1)],
    ['in braces', `{${PLAYBACK.id}}`],
    ...[8, 13, 18, 23].map(at => [`with no dash at ${at}`, replaced(PLAYBACK.id, at, '_')] as const),
    ...[0, 1, 9, 12, 34, 35].map(at => [`with no digit at ${at}`, replaced(PLAYBACK.id, at, 'g')] as const),
  ])('is none %s', (_, id) => {
    expect(found({ id })).toBe('id');
  });

  it('is none with a letter that is no digit, whatever it would count', () => {
    // "1g" is not one less than sixteen.
    const [told, kept] = ['0199a000-0000-7000-8000-00000000a01g', '0199a000-0000-7000-8000-00000000a00f'];

    expect(found({ id: told }, { id: sent.uuid(kept) })).toBe('id');
  });
});

describe('an instant', () => {
  it('is the same to the millisecond, in whatever year a call can be of', () => {
    const instants = fc.date({
      min: new Date('1900-01-01T00:00:00.000Z'),
      max: new Date('2199-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, at => {
        const next = new Date(at.getTime() + 1);
        expect(found({ at: at.toISOString() }, { recorded_at: sent.instant(at) })).toBeNull();
        expect(found({ at: at.toISOString() }, { recorded_at: sent.instant(next) })).toBe('recorded_at');
      }),
    );
  });

  it('is another with a microsecond more', () => {
    expect(found({}, { recorded_at: sent.instant(new Date(PLAYBACK.at), 1) })).toBe('recorded_at');
  });

  it.each(INSTANTS)('in %s is read in the one form that events are written in', name => {
    const at = new Date('2026-11-24T07:00:00.000Z');
    const told = (text: string) =>
      found(
        { ...(name === 'recorded_at' ? { at: text } : withFacts({ startedAt: text })) },
        { [name]: sent.instant(at) },
      );

    expect(told('2026-11-24T07:00:00.000Z')).toBeNull();
    for (const text of [
      ...['2026-11-24T07:00:00Z', '2026-11-24T07:00:00.0000Z', '2026-11-24T09:00:00.000+02:00'],
      ...[
        '2026-11-24 07:00:00.000Z',
        '2026-11-24T07:00:00.000z',
        '2026/11/24T07:00:00.000Z',
        '2026-11-24T07.00.00.000Z',
      ],
      ...[
        '2026-11-24T07:00:00,000Z',
        '+026-11-24T07:00:00.000Z',
        '2026-11-24T07:00:00.00 Z',
        '2026-11-24T07:00:00.000Z0',
        '',
      ],
    ])
      expect([text, told(text)]).toEqual([text, name]);
  });

  it('takes no neighbour of a digit for one, whatever it would count', () => {
    // "/" stands before 0 and ":" behind 9.
    expect(found({ at: '2026-11-2/T07:00:00.000Z' }, { recorded_at: onDay(19) })).toBe('recorded_at');
    expect(found({ at: '2026-11-1:T07:00:00.000Z' }, { recorded_at: onDay(20) })).toBe('recorded_at');
    expect(found({ at: '2026-11-20T07:00:00.000Z' }, { recorded_at: onDay(20) })).toBeNull();
    expect(found({ at: '2026-11-19T07:00:00.000Z' }, { recorded_at: onDay(19) })).toBeNull();
  });
});

function onDay(day: number): Buffer {
  return sent.instant(new Date(Date.UTC(2026, 10, day, 7)));
}

function replaced(text: string, at: number, letter: string): string {
  return text.slice(0, at) + letter + text.slice(at + 1);
}
