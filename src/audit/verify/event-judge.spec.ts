import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EventJudge } from './event-judge.js';
import { Findings } from './findings.js';
import { LEAF } from './log-queries.js';
import { hashIn, type Hash } from './sha256.js';
import { leafOf, PLAYBACK, PLAYBACK_COLUMNS, type Columns } from './testing/playback.js';
import { sent, sentRecord } from './testing/sent-form.js';

const { id } = PLAYBACK;
const BYTES = leafOf(PLAYBACK);
const NONE = Object.fromEntries(Object.keys(PLAYBACK_COLUMNS).map(name => [name, null])) as Columns;

interface Row {
  readonly index?: number | null;
  readonly hash?: Buffer | null;
  readonly columns?: Partial<Columns>;
  readonly leaf?: Buffer | null;
}

/** The record of a leaf and its event; PLAYBACK at leaf 300 with nothing changed. */
function record({ index = 300, hash = sha256(BYTES), columns = {}, leaf = BYTES }: Row = {}): Buffer {
  return sentRecord([
    ...[index === null ? null : sent.bigint(index), sent.uuid(id), hash],
    ...[...Object.values({ ...PLAYBACK_COLUMNS, ...columns }), leaf],
  ]);
}

/** As RFC 6962 hashes a leaf. */
function sha256(leaf: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
}

function judged(row: Row, prunedTo = 0): { hash: Hash | null; events: number; found: unknown[] } {
  const findings = new Findings();
  const judge = new EventJudge(findings, prunedTo);
  judge.turnTo(record(row));
  const hash = judge.judgeLeaf();
  return { hash, events: judge.events, found: [...findings.list()] };
}

function found(kind: string, what: string) {
  return [{ kind, sentence: `Event ${id} (leaf 300) ${what}.`, leafIndex: 300, eventId: id }];
}

const SOUND = hashIn(sha256(BYTES));
const GONE = { leaf: null, columns: NONE };

describe('judging a leaf', () => {
  it('reads a record of index, id, hash, columns and leaf', () => {
    expect(LEAF).toEqual({ index: 0, eventId: 1, hash: 2, event: 3, leaf: 16, values: 17 });
  });

  it('finds nothing in a sound one, and gives its hash', () => {
    expect(judged({})).toEqual({ hash: SOUND, events: 1, found: [] });
  });

  it('says at which leaf it is', () => {
    expect(new EventJudge(new Findings(), 0).turnTo(record({ index: 7 }))).toBe(7);
  });

  it('finds an event that was changed, and goes on with the hash of what is there', () => {
    const other = leafOf({ ...PLAYBACK, policy: 'p2' });

    expect(judged({ leaf: other })).toEqual({
      ...{ hash: hashIn(sha256(other)), events: 1 },
      found: found('event-differs', 'is not what its leaf was made of'),
    });
  });

  it('finds a leaf without a hash, with another, and with one cut off', () => {
    for (const hash of [null, Buffer.alloc(32), sha256(BYTES).subarray(0, 31)]) {
      expect(judged({ hash })).toMatchObject({ hash: SOUND, found: [{ kind: 'event-differs' }] });
    }
  });

  it('finds an event that is missing, and goes on with the hash that was kept', () => {
    expect(judged(GONE)).toEqual({ hash: SOUND, events: 0, found: found('event-missing', 'is missing') });
    expect(judged({ ...GONE, hash: null }).hash).toBeNull();
  });

  it.each([
    [256, 'event-missing'],
    [300, 'event-missing'],
    [301, null],
    [512, null],
  ])('misses no event that was pruned: with all pruned up to %i that is %j', (prunedTo, kind) => {
    const { hash, found: all } = judged(GONE, prunedTo);

    expect(hash).toBe(SOUND);
    expect(all).toMatchObject(kind === null ? [] : [{ kind }]);
  });

  it('finds an event that should be pruned, and judges it all the same', () => {
    expect(judged({}, 512)).toEqual({
      ...{ hash: SOUND, events: 1 },
      found: found('event-surplus', 'is there although it was pruned'),
    });
    expect(judged({ leaf: Buffer.from('no') }, 512).found).toMatchObject([
      ...[{ kind: 'event-surplus' }, { kind: 'event-malformed' }, { kind: 'event-differs' }],
    ]);
  });

  it('finds an event that is not in the form of leaves, and then says nothing of its columns', () => {
    const leaf = leafOf({ ...PLAYBACK, v: 2 });

    expect(judged({ leaf, hash: sha256(leaf), columns: NONE }).found).toEqual(
      found('event-malformed', 'is of a version that is not known'),
    );
  });

  it('finds a column that says something else', () => {
    expect(judged({ columns: { queue: sent.text('other') } }).found).toEqual(
      found('column-differs', 'has another queue than its leaf'),
    );
  });
});

describe('judging events that wait for their place', () => {
  it('counts them, and names them without a leaf', () => {
    const findings = new Findings();
    const judge = new EventJudge(findings, 1000);
    judge.turnTo(record());
    judge.judgeLeaf();
    judge.judgeWaiting(record({ index: null, hash: null }));
    judge.judgeWaiting(record({ index: null, hash: null, columns: { purpose: null } }));

    expect(judge.events).toBe(3);
    expect(findings.list().filter(({ leafIndex }) => leafIndex === null)).toEqual([
      {
        kind: 'column-differs',
        sentence: `Event ${id} has another purpose than its leaf.`,
        leafIndex: null,
        eventId: id,
      },
    ]);
  });
});
