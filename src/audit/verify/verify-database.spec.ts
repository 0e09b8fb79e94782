import { beforeEach, describe, expect, it } from '@jest/globals';
import { NoteSigner } from '../../platform/crypto/note-keys.js';
import { leafOf, PLAYBACK } from './testing/playback.js';
import { RowsInMemory } from './testing/rows-in-memory.js';
import { sent } from './testing/sent-form.js';
import { eventIdAt, KEY, SmallLog } from './testing/small-log.js';
import type { VerifyOptions } from './verification.js';
import { verifyRows } from './verify-database.js';

/** Two full tiles and three leaves more, which are read in three batches. */
const LOG = new SmallLog(515);
const STRANGERS_KEY = NoteSigner.fromSeed('stranger.example/log', Buffer.alloc(32, 7)).verifier.toString();
const NOBODYS = '0199a000-0000-7000-8000-0000000fffff';
const OTHER_ROOT = 'The leaves do not give the root that the head of the log has.';

let rows: RowsInMemory;

beforeEach(() => {
  rows = new RowsInMemory(LOG, 2);
});

function verified(options: Partial<VerifyOptions> = {}) {
  return verifyRows(rows, { keys: [KEY], ...options });
}

/** The findings, each in a line. */
async function said(options: Partial<VerifyOptions> = {}): Promise<string[]> {
  const { findings } = await verified(options);
  return findings.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

function leafRow(index: number) {
  const row = rows.leaves[index];
  if (!row) throw new Error(`There is no leaf ${index}.`);
  return row;
}

function head() {
  const [row] = rows.head;
  if (!row) throw new Error('There is no head.');
  return row;
}

function removeLeaves(from: number, to: number): void {
  for (const { eventId } of rows.leaves.filter(({ index }) => index >= from && index < to)) rows.events.delete(eventId);
  rows.leaves = rows.leaves.filter(({ index }) => index < from || index >= to);
}

describe('a log that is as it was written', () => {
  it('is verified: every leaf, the events that wait, the root that was signed', async () => {
    expect(await verified()).toEqual({
      outcome: 'verified',
      size: 515,
      root: LOG.root().toString('base64'),
      events: 517,
      prunedTo: 0,
      findings: [],
    });
  });

  it('is verified from nothing on', async () => {
    for (const size of [0, 1, 256, 512]) {
      const log = new SmallLog(size);
      rows = new RowsInMemory(log, 0);
      const root = log.root().toString('base64');
      expect(await verified()).toMatchObject({ outcome: 'verified', size, root, events: size });
    }
  });

  it('is read in batches, and how far is told behind each', async () => {
    const told: number[][] = [];
    await verified({ onProgress: (done, size) => told.push([done, size]) });

    expect(told).toEqual([
      [256, 515],
      [512, 515],
      [515, 515],
    ]);
  });
});

describe('the head', () => {
  it('is one', async () => {
    rows.head.push(head());
    expect(await verified()).toEqual({
      ...{ outcome: 'finding', size: 0, root: null, events: 0, prunedTo: 0 },
      findings: [{ kind: 'head', sentence: 'The log has more than one head.', leafIndex: null, eventId: null }],
    });
    rows.head.length = 0;
    expect(await said()).toEqual(['head: The log has no head.']);
  });

  it('has the root that the leaves give, although another was signed', async () => {
    head().root = LOG.root(7);
    head().checkpoint = LOG.signed({ size: 515, root: LOG.root(7) });
    const { outcome, root, findings } = await verified();

    expect([outcome, root]).toEqual(['finding', LOG.root().toString('base64')]);
    expect(findings).toEqual([{ kind: 'root', sentence: OTHER_ROOT, leafIndex: null, eventId: null }]);
  });

  it('says what was signed, by whom the caller trusts', async () => {
    expect(await said({ keys: [STRANGERS_KEY] })).toEqual([
      'signature: No trusted key has signed the checkpoint of size 515.',
    ]);
    head().checkpoint = LOG.checkpoint(514);
    expect(await said()).toEqual(['checkpoint: The checkpoint does not say what the head of the log says.']);
    await expect(verified({ keys: ['no key'] })).rejects.toMatchObject({ code: 'verifier-key-wrong' });
  });

  it('continues the checkpoints that were seen before', async () => {
    expect(await said({ knownCheckpoints: [LOG.checkpoint(100), LOG.checkpoint(515)] })).toEqual([]);
    expect(await said({ knownCheckpoints: [LOG.signed({ size: 300, root: LOG.root(7) })] })).toEqual([
      expect.stringContaining('not-continued: The log is not a continuation of the checkpoint of size 300'),
    ]);
    expect(await said({ knownCheckpoints: [LOG.signed({ size: 516, root: LOG.root() })] })).toEqual([
      'not-continued: The log was rewound: it has 515 leaves, and had 516 before.',
    ]);
  });
});

describe('an event', () => {
  it('that was changed is named, and what follows from it', async () => {
    rows.eventAt(300).leaf = leafOf({ ...PLAYBACK, id: eventIdAt(300), policy: 'forged' });
    const { findings } = await verified();

    expect(findings[0]).toEqual({
      ...{ kind: 'event-differs', leafIndex: 300, eventId: eventIdAt(300) },
      sentence: `Event ${eventIdAt(300)} (leaf 300) is not what its leaf was made of.`,
    });
    expect(findings.slice(1).map(({ sentence }) => sentence)).toEqual([
      'Tile 0/1 has another hash over it than its leaves give.',
      OTHER_ROOT,
    ]);
  });

  it('that is gone is missing, and the tree is whole', async () => {
    rows.events.delete(eventIdAt(300));

    expect(await said()).toEqual([`event-missing: Event ${eventIdAt(300)} (leaf 300) is missing.`]);
  });

  it('that has no place and waits for none is one too many', async () => {
    rows.addEvent(NOBODYS);

    expect((await verified()).findings).toEqual([
      {
        ...{ kind: 'event-surplus', leafIndex: null, eventId: NOBODYS },
        sentence: `Event ${NOBODYS} has no leaf and does not wait for one.`,
      },
    ]);
  });

  it('that waits and has its place is found by it', async () => {
    rows.pending.push(eventIdAt(9));

    expect((await verified()).findings).toEqual([
      {
        ...{ kind: 'pending', leafIndex: 9, eventId: eventIdAt(9) },
        sentence: `Event ${eventIdAt(9)} (leaf 9) has its leaf and waits for one.`,
      },
    ]);
  });

  it('that waits and does not exist is found', async () => {
    rows.pending.push(NOBODYS);

    expect((await verified()).findings).toEqual([
      {
        ...{ kind: 'pending', leafIndex: null, eventId: NOBODYS },
        sentence: `Event ${NOBODYS} waits for a leaf and does not exist.`,
      },
    ]);
  });

  it('that waits is judged like any other', async () => {
    rows.eventAt(516).columns = { ...rows.eventAt(516).columns, queue: sent.text('other') };

    expect(await said()).toEqual([`column-differs: Event ${eventIdAt(516)} has another queue than its leaf.`]);
  });
});

describe('a leaf', () => {
  it.each([
    [0, 1],
    [255, 256],
    [256, 257],
    [300, 303],
    [513, 515],
  ])('from %i up to %i is missing, each by itself, and of the tree nothing more is said', async (from, to) => {
    removeLeaves(from, to);
    const { findings, root, events } = await verified();
    const gone = Array.from({ length: to - from }, (_, place) => from + place);

    expect([root, events]).toEqual([null, 517 - gone.length]);
    expect(findings).toEqual(
      gone.map(index => ({
        kind: 'leaf-missing',
        sentence: `Leaf ${index} is missing.`,
        leafIndex: index,
        eventId: null,
      })),
    );
  });

  it('ends the walk where a whole batch is missing: the first one is named', async () => {
    removeLeaves(256, 512);
    const told: number[] = [];
    const { findings, events } = await verified({ onProgress: done => told.push(done) });

    expect(findings.map(({ sentence }) => sentence)).toEqual(['Leaf 256 is missing.']);
    expect([told, events]).toEqual([[256], 256 + 2]);
  });

  it('that is one of two of the same place is one too many', async () => {
    rows.leaves.splice(9, 0, { index: 8, eventId: eventIdAt(515), hash: Buffer.alloc(32) });
    rows.pending.shift();

    expect(await said()).toEqual([`leaf-surplus: Event ${eventIdAt(515)} (leaf 8) shares its leaf with another.`]);
  });

  it.each([-1, 515, 1000])('at %i is none of the log', async index => {
    rows.addEvent(NOBODYS);
    rows.leaves.push({ index, eventId: NOBODYS, hash: Buffer.alloc(32) });

    expect((await verified()).findings).toEqual([
      {
        ...{ kind: 'leaf-surplus', leafIndex: index, eventId: NOBODYS },
        sentence: `Leaf ${index} is none of a log of 515 leaves.`,
      },
    ]);
  });

  it('whose hash was changed is named', async () => {
    leafRow(400).hash = Buffer.alloc(32, 9);

    expect(await said()).toEqual([
      `event-differs: Event ${eventIdAt(400)} (leaf 400) is not what its leaf was made of.`,
    ]);
  });
});

describe('a tile', () => {
  it('is named by its first leaf that was changed, and by the event there', async () => {
    rows.tile[1]?.hashes.writeUInt8(9, 44 * 32);

    expect((await verified()).findings).toEqual([
      {
        ...{ kind: 'tile', leafIndex: 300, eventId: eventIdAt(300) },
        sentence: 'Tile 0/1 has another hash at 44 than its leaves give.',
      },
    ]);
  });

  it('is missed', async () => {
    rows.tile.shift();

    expect(await said()).toEqual(['tile: Tile 0/0 is missing.']);
  });

  it('is none of the log where its leaves are not all there', async () => {
    const [tile] = rows.tile;
    if (tile) rows.tile.push({ ...tile, index: 2 }, { ...tile, level: 1, index: 0 });

    expect(await said()).toEqual([
      'tile: Tile 0/2 is none of a log of 515 leaves.',
      'tile: Tile 1/0 is none of a log of 515 leaves.',
    ]);
  });
});

describe('events that were pruned', () => {
  /** The milliseconds that the id of each event in this log begins with. */
  const RECORDED_AT = new Date(0x0199a0000000);
  const monthsLater = (months: number, ms = 0): Date => {
    const at = new Date(RECORDED_AT.getTime() + ms);
    at.setUTCMonth(at.getUTCMonth() + months);
    return at;
  };

  beforeEach(() => {
    for (let index = 0; index < 256; index += 1) rows.events.delete(eventIdAt(index));
    head().pruned_to = 256;
    rows.kept = { keptMonths: 24, lastId: eventIdAt(255) };
  });

  it('are verified by their hashes', async () => {
    expect(await verified()).toMatchObject({ outcome: 'verified', events: 517 - 256, prunedTo: 256 });
    leafRow(9).hash = Buffer.alloc(32, 9);
    expect(await said()).toContain(`root: ${OTHER_ROOT}`);
  });

  it('are gone only when their months are over', async () => {
    const early = 'pruned-to: The log is pruned up to 256, although not all of that is 24 months old.';

    expect(await said({ at: monthsLater(24) })).toEqual([]);
    expect(await said({ at: monthsLater(24, -1) })).toEqual([early]);
    expect(await said({ at: monthsLater(23) })).toEqual([early]);
    expect(await said({ at: monthsLater(25) })).toEqual([]);
  });

  it('are not gone by right where nothing says how long events are kept', async () => {
    rows.kept = { keptMonths: null, lastId: eventIdAt(255) };
    const unsaid = 'pruned-to: The log is pruned up to 256, and nothing says how long its events are kept.';
    expect(await said({ at: monthsLater(120) })).toEqual([unsaid]);
  });

  it('are not judged by their age where nobody says what day it is, and where none is gone', async () => {
    expect(await said()).toEqual([]);
    rows = new RowsInMemory(LOG, 0);
    rows.kept = { keptMonths: 24, lastId: eventIdAt(255) };
    expect(await said({ at: RECORDED_AT })).toEqual([]);
  });

  it('are not judged by their age where their leaves are gone too: that is found', async () => {
    rows.kept = { keptMonths: 24, lastId: null };

    expect(await said({ at: RECORDED_AT })).toEqual([]);
  });

  it('are those up to the mark, and no others', async () => {
    head().pruned_to = 512;
    const { findings } = await verified();

    expect(findings[0]).toEqual({
      ...{ kind: 'event-surplus', leafIndex: 256, eventId: eventIdAt(256) },
      sentence: `Event ${eventIdAt(256)} (leaf 256) is there although it was pruned.`,
    });
    expect(findings.map(({ kind }) => kind).slice(9)).toEqual(['event-surplus', 'more']);
  });
});
