import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NoteSigner } from '../../platform/crypto/note-keys.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { leafOf, PLAYBACK } from './testing/playback.js';
import { eventIdAt, KEY, SmallLog } from './testing/small-log.js';
import type { VerifyOptions } from './verification.js';
import { verifyFolder } from './verify-folder.js';

/** Two full tiles and three leaves more. */
const LOG = new SmallLog(515);
const STRANGERS_KEY = NoteSigner.fromSeed('stranger.example/log', Buffer.alloc(32, 7)).verifier.toString();
const EDGE = { entries: 'tile/entries/002.p/3', leaves: 'tile/0/002.p/3', above: 'tile/1/000.p/2' } as const;

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeLog(LOG);
});
afterEach(() => folder[Symbol.asyncDispose]());

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(folder.path, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Writes a log as ADR 0009 lays it out. */
async function writeLog(log: SmallLog): Promise<void> {
  for (let index = 0; index * 256 < log.size; index += 1) {
    const leaves = log.leaves.slice(index * 256, (index + 1) * 256);
    const name = `00${index}${leaves.length < 256 ? `.p/${leaves.length}` : ''}`;
    await write(`tile/entries/${name}`, bundle(leaves));
    await write(`tile/0/${name}`, Buffer.concat(log.tile(0, index)));
  }
  const above = log.tile(1, 0);
  if (above.length > 0) await write(`tile/1/000.p/${above.length}`, Buffer.concat(above));
  await write('verifier-keys', `${KEY}\n`);
  await write('checkpoint', log.checkpoint());
}

function bundle(leaves: readonly Buffer[]): Buffer {
  return Buffer.concat(leaves.flatMap(leaf => [Buffer.of(leaf.length >> 8, leaf.length & 255), leaf]));
}

async function flip(name: string, at: number): Promise<void> {
  const bytes = await readFile(join(folder.path, name));
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await write(name, bytes);
}

function remove(name: string): Promise<void> {
  return rm(join(folder.path, name));
}

function verified(options: Partial<VerifyOptions> = {}) {
  return verifyFolder(folder.path, { keys: [KEY], ...options });
}

async function said(options: Partial<VerifyOptions> = {}): Promise<string[]> {
  return (await verified(options)).findings.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

const otherRoot = 'root: The leaves do not give the root of the checkpoint.';

describe('verifyFolder', () => {
  it('verifies a log that is as it was written', async () => {
    expect(await verified()).toEqual({
      outcome: 'verified',
      size: 515,
      root: LOG.root().toString('base64'),
      events: 515,
      prunedTo: 0,
      findings: [],
    });
  });

  it('verifies an empty log, and one of full tiles alone', async () => {
    for (const size of [0, 512]) {
      const log = new SmallLog(size);
      await rm(folder.path, { recursive: true });
      await writeLog(log);
      expect(await verified()).toMatchObject({ outcome: 'verified', size, root: log.root().toString('base64') });
    }
  });

  it('tells how far it is, behind each bundle', async () => {
    const told: number[][] = [];
    await verified({ onProgress: (done, size) => told.push([done, size]) });

    expect(told).toEqual([
      [256, 515],
      [512, 515],
      [515, 515],
    ]);
  });

  it('trusts the keys beside the log only where it is told of none', async () => {
    expect(await said({ keys: [] })).toEqual([]);
    expect(await said({ keys: [STRANGERS_KEY] })).toEqual([
      'signature: No trusted key has signed the checkpoint of size 515.',
    ]);
    await write('verifier-keys', `${STRANGERS_KEY}\n`);
    expect(await said({ keys: [] })).toHaveLength(1);
    expect(await said()).toEqual([]);
  });

  it('says no more than that where the checkpoint cannot be read', async () => {
    await write('checkpoint', 'no checkpoint\n');

    expect(await verified()).toEqual({
      ...{ outcome: 'finding', size: 0, root: null, events: 0, prunedTo: 0 },
      findings: [
        { kind: 'checkpoint', sentence: 'The checkpoint of the log cannot be read.', leafIndex: null, eventId: null },
      ],
    });
  });

  it('refuses a folder without a checkpoint, and a key that is none', async () => {
    await remove('checkpoint');

    await expect(verified()).rejects.toMatchObject({ code: 'log-folder-unreadable' });
    await expect(verified({ keys: ['no key'] })).rejects.toMatchObject({ code: 'verifier-key-wrong' });
  });
});

describe('an entry', () => {
  it('that was changed is named with its event, and nothing that follows from it', async () => {
    // The last letter of the leaf before the last one is the brace behind its version.
    const at = 2 + (LOG.leaves[0]?.length ?? 0) - 2;
    await flip('tile/entries/001', at);
    const { findings, outcome, root, events } = await verified();

    expect([outcome, events]).toEqual(['finding', 515]);
    expect(root).not.toBe(LOG.root().toString('base64'));
    expect(findings[0]?.kind).toBe('event-malformed');
    const event = `Event ${eventIdAt(256)} (leaf 256)`;
    expect(findings.map(({ sentence, leafIndex, eventId }) => [sentence, leafIndex, eventId])).toEqual([
      [`${event} is of a version that is not known.`, 256, eventIdAt(256)],
      [`${event} is not what its leaf was made of.`, 256, eventIdAt(256)],
      ['Tile 1/0 has another hash at 1 than its leaves give.', null, null],
      ['The leaves do not give the root of the checkpoint.', null, null],
    ]);
  });

  it('that names no event is named by its leaf', async () => {
    const leaves = LOG.leaves.slice(512).map((leaf, place) => (place === 1 ? leafOf({ ...PLAYBACK, id: 7 }) : leaf));
    await write(EDGE.entries, bundle(leaves));

    expect((await verified()).findings[0]).toEqual({
      ...{ kind: 'event-differs', leafIndex: 513, eventId: null },
      sentence: 'The event at leaf 513 is not what its leaf was made of.',
    });
  });

  it('that is gone where its tile is there is missing, and the tree is whole', async () => {
    await remove('tile/entries/001');
    const { findings, root } = await verified();

    expect(root).toBe(LOG.root().toString('base64'));
    expect(findings.map(({ kind }) => kind).slice(9)).toEqual([findings[0]?.kind, 'more']);
    expect(findings[0]).toEqual({
      ...{ kind: 'event-missing', leafIndex: 256, eventId: null, sentence: 'The event at leaf 256 is missing.' },
    });
  });

  it('that the bundle ends before is missing', async () => {
    await write(EDGE.entries, bundle(LOG.leaves.slice(512, 514)));

    expect(await said()).toEqual(['event-missing: The event at leaf 514 is missing.']);
  });

  it('that was put in the place of its neighbour is found', async () => {
    const [first, second, third] = LOG.leaves.slice(512) as [Buffer, Buffer, Buffer];
    await write(EDGE.entries, bundle([second, first, third]));

    expect((await verified()).findings.map(({ kind, leafIndex }) => [kind, leafIndex])).toEqual([
      ...[
        ['event-differs', 512],
        ['event-differs', 513],
        ['root', null],
      ],
    ]);
  });
});

describe('a leaf', () => {
  it('of which neither entry nor hash is there is missing, and nothing is said of the tree', async () => {
    await remove(EDGE.entries);
    await remove(EDGE.leaves);
    const { findings, root } = await verified();

    expect(root).toBeNull();
    expect(findings.map(({ kind, sentence, leafIndex }) => [kind, sentence, leafIndex])).toEqual(
      [512, 513, 514].map(index => ['leaf-missing', `Leaf ${index} is missing.`, index]),
    );
  });

  it('is missing where the tile ends before its hash', async () => {
    await remove(EDGE.entries);
    await write(EDGE.leaves, Buffer.concat(LOG.tile(0, 2)).subarray(0, 95));

    expect((await verified()).findings.map(({ kind, leafIndex }) => [kind, leafIndex])).toEqual([
      ...[
        ['event-missing', 512],
        ['event-missing', 513],
        ['leaf-missing', 514],
      ],
    ]);
  });

  it('ends the walk where nothing is there any more, however large the checkpoint says the log is', async () => {
    await write('checkpoint', LOG.signed({ size: 1e15, root: LOG.root() }));
    const told: number[] = [];
    const { findings, size, events } = await verified({ onProgress: done => told.push(done) });

    expect([size, events, told.length]).toEqual([1e15, 512, 2]);
    expect(findings.map(({ kind }) => kind)).toEqual([...Array<string>(10).fill('leaf-missing'), 'more']);
    expect(findings[0]?.leafIndex).toBe(512);
  });
});

describe('a tile', () => {
  it('that says something else of a leaf is one finding', async () => {
    await flip('tile/0/001', 32 * 3);

    expect(await said()).toEqual([
      `event-differs: Event ${eventIdAt(259)} (leaf 259) is not what its leaf was made of.`,
    ]);
  });

  it('above the leaves is held against them', async () => {
    await flip(EDGE.above, 32);

    expect(await said()).toEqual(['tile: Tile 1/0 has another hash at 1 than its leaves give.']);
  });

  it.each([
    ['tile/0/000', 'Tile 0/0 is missing.'],
    ['tile/0/001', 'Tile 0/1 is missing.'],
    [EDGE.leaves, 'Tile 0/2 is missing.'],
    [EDGE.above, 'Tile 1/0 is missing.'],
  ])('is missed: %s', async (name, sentence) => {
    await remove(name);

    expect(await said()).toEqual([`tile: ${sentence}`]);
  });

  it('that has become full since the checkpoint is read as far as the checkpoint goes', async () => {
    await remove(EDGE.leaves);
    await write('tile/0/002', Buffer.concat([...LOG.tile(0, 2), Buffer.alloc(253 * 32, 9)]));
    await remove(EDGE.entries);
    await write(
      'tile/entries/002',
      bundle([...LOG.leaves.slice(512), ...Array<Buffer>(253).fill(Buffer.from('later'))]),
    );

    expect(await said()).toEqual([]);
  });

  it('that ends within its hashes is not whole', async () => {
    await write(EDGE.leaves, Buffer.concat(LOG.tile(0, 2)).subarray(0, 95));

    expect(await said()).toEqual(['tile: Tile 0/2 has another hash at 2 than its leaves give.']);
  });
});

describe('entries that were pruned', () => {
  it('are those of the first bundles, whose hashes are still there', async () => {
    await remove('tile/entries/000');
    expect(await verified()).toMatchObject({ outcome: 'verified', prunedTo: 256, events: 259 });

    await remove('tile/entries/001');
    expect(await verified()).toMatchObject({ outcome: 'verified', prunedTo: 512, events: 3 });
  });

  it('are not those of a bundle that is not full', async () => {
    for (const name of ['tile/entries/000', 'tile/entries/001', EDGE.entries]) await remove(name);
    const { prunedTo, findings } = await verified();

    expect(prunedTo).toBe(512);
    expect(findings.map(({ kind, leafIndex }) => [kind, leafIndex])).toEqual(
      [512, 513, 514].map(index => ['event-missing', index]),
    );
  });

  it('are held against the root by their hashes', async () => {
    await remove('tile/entries/000');
    await flip('tile/0/000', 0);

    expect(await said()).toEqual(['tile: Tile 1/0 has another hash at 0 than its leaves give.', otherRoot]);
  });

  it('are missing where their hashes are gone too', async () => {
    await remove('tile/entries/000');
    await remove('tile/0/000');
    const { findings } = await verified();

    expect(findings[0]).toMatchObject({ kind: 'leaf-missing', leafIndex: 0 });
    expect(findings.map(({ kind }) => kind).slice(9)).toEqual([findings[0]?.kind, 'more']);
  });
});

describe('the checkpoints that were seen before', () => {
  const rewritten = 'among its leaves from 100 on, some were rewritten.';

  it('are those of the hours and those that the caller knows', async () => {
    await write('hourly/2026-11-24T02.checkpoint', LOG.checkpoint(100));
    expect(await said({ knownCheckpoints: [LOG.checkpoint(300)] })).toEqual([]);

    const other = LOG.signed({ size: 300, root: LOG.root(7) });
    expect(await said({ knownCheckpoints: [other] })).toEqual([expect.stringContaining(rewritten)]);
    await write('hourly/2026-11-24T03.checkpoint', other);
    expect(await said()).toEqual([expect.stringContaining(rewritten)]);
  });

  it('show that the log was rewound', async () => {
    await write('hourly/2026-11-24T02.checkpoint', LOG.signed({ size: 516, root: LOG.root() }));

    expect(await said()).toEqual(['not-continued: The log was rewound: it has 515 leaves, and had 516 before.']);
  });

  it('that are empty files cannot be read', async () => {
    await write('hourly/2026-11-24T02.checkpoint', '');

    expect(await said()).toEqual(['not-continued: A checkpoint that was seen before cannot be read.']);
  });
});
