import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { queryOn } from '../../src/audit/verify/copy-out.js';
import { entryBundle } from '../../src/audit/tree/tiles.js';
import type { Query } from '../../src/audit/verify/query.js';
import type { Verification, VerifyOptions } from '../../src/audit/verify/verification.js';
import { verifyDatabase } from '../../src/audit/verify/verify-database.js';
import { verifyFolder } from '../../src/audit/verify/verify-folder.js';
import { runVerification, type VerifyLogOptions } from '../../src/cli/audit/verify-log.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { NoteSigner, signedNote } from '../../src/platform/crypto/note-keys.js';
import { forgedLeaf, forgeEvent, otherKey, OWN_KEY, rewriteTree } from '../manipulations/forgery.js';
import { LogAtWork } from '../manipulations/log-at-work.js';
import { sqlOn, testDatabases, type PreparedDatabase, type Sql } from '../manipulations/prepared-database.js';
import { writeFolder } from '../manipulations/write-folder.js';
import { writeLog, type WrittenEvent, type WrittenLog } from '../manipulations/written-log.js';

const STRANGER = NoteSigner.fromSeed('stranger.example/log', Buffer.alloc(32, 7));
const STRANGERS_KEY = STRANGER.verifier.toString();
/** SHA-256 of nothing. */
const EMPTY_ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

let folder: string;
let database: PreparedDatabase;
let client: pg.Client;
let sql: Sql;
let log: WrittenLog;
let atWork: LogAtWork;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallenne-verify-'));
  database = await testDatabases().next();
  client = new pg.Client(database.superuserUrl);
  await client.connect();
  sql = sqlOn(client);
  atWork = await LogAtWork.open(database.applicationUrl, folder);
  log = await writeLog(atWork, sql, new SeededRandom(1));
});

afterAll(async () => {
  await atWork.close();
  await client.end();
  await rm(folder, { recursive: true, force: true });
});

/** What is found when the log was manipulated; nothing of it stays. */
async function foundAfter(
  manipulate: () => Promise<unknown>,
  options: Partial<VerifyOptions> = {},
  query: Query = queryOn(client),
): Promise<Verification> {
  await client.query('begin isolation level repeatable read');
  try {
    await client.query('set local session_replication_role = replica');
    await manipulate();
    return await verifyDatabase(query, { keys: log.verifierKeys, ...options });
  } finally {
    await client.query('rollback');
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function leafAt(index: number): WrittenEvent {
  const leaf = log.leaves[index];
  if (!leaf) throw new Error(`The log has no leaf ${index}.`);
  return leaf;
}

describe('verifyDatabase', () => {
  it('verifies what the product has written: every leaf, the events that wait, the root that was signed', async () => {
    const done: number[] = [];
    const onProgress = (leaves: number): number => done.push(leaves);
    expect(await foundAfter(nothing, { onProgress, knownCheckpoints: log.heads.map(head => head.checkpoint) })).toEqual(
      {
        outcome: 'verified',
        size: log.size,
        root: log.heads.at(-1)?.root.toString('base64'),
        events: log.size + log.pending.length,
        prunedTo: 0,
        findings: [],
      },
    );
    expect(done.at(-1)).toBe(log.size);
  });

  it('comes to the same without COPY', async () => {
    const plain: Query = (text, values) => sql(text, values);
    const forge = (): Promise<unknown> => forgeEvent(sql, leafAt(17));
    expect(await foundAfter(nothing, {}, plain)).toEqual(await foundAfter(nothing));
    expect(await foundAfter(forge, {}, plain)).toEqual(await foundAfter(forge));
  });

  it('names the first of the events that were changed', async () => {
    const { findings } = await foundAfter(async () => {
      for (const index of [600, 41, 300]) await forgeEvent(sql, leafAt(index));
    });
    const { id } = leafAt(41);
    expect(findings[0]).toEqual({
      kind: 'event-differs',
      leafIndex: 41,
      eventId: id,
      sentence: `Event ${id} (leaf 41) is not what its leaf was made of.`,
    });
    expect(findings.flatMap(({ leafIndex }) => leafIndex ?? [])).toEqual([41, 300, 600]);
  });

  it('lists twenty findings at most, the first leaves and what belongs to none, and that there is more', async () => {
    const { findings } = await foundAfter(() => sql(`update audit_event set outcome = 'other'`), {
      keys: [STRANGERS_KEY],
    });
    const indexes = findings.map(({ leafIndex }) => leafIndex);
    expect(indexes.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(indexes.length).toBeLessThanOrEqual(21);
    expect(findings.map(({ kind }) => kind)).toContain('signature');
    expect(findings.at(-1)?.kind).toBe('more');
  });

  it('names the column that says something else than its event', async () => {
    const { findings } = await foundAfter(() =>
      sql(`update audit_event set queue = 'elsewhere' where id = $1`, [leafAt(5).id]),
    );
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      `Event ${leafAt(5).id} (leaf 5) has another queue than its leaf.`,
    ]);
  });

  it.each([
    ['is not canonical JSON (RFC 8785)', (leaf: Buffer) => Buffer.concat([leaf, Buffer.from(' ')])],
    ['is of a version that is not known', (leaf: Buffer) => forgedLeaf(leaf, { v: 2 })],
    ['is larger than 16 KiB', (leaf: Buffer) => forgedLeaf(leaf, { reference: 'x'.repeat(16 * 1024) })],
  ])('refuses an event that %s, even before it has its place', async (fault, change) => {
    const [{ id, leaf } = leafAt(0)] = log.pending;
    const { findings } = await foundAfter(() =>
      sql('update audit_event set leaf = $1 where id = $2', [change(leaf), id]),
    );
    expect(findings.map(({ sentence }) => sentence)).toEqual([`Event ${id} ${fault}.`]);
  });

  it('finds that the log was rewound, by the checkpoint that was copied outside', async () => {
    const [earlier, now] = [log.heads[3], log.heads.at(-1)];
    const rewind = async (): Promise<void> => {
      const gone = [...log.leaves.slice(earlier?.size), ...log.pending].map(({ id }) => id);
      await sql('delete from audit_event where id = any($1)', [gone]);
      await sql('delete from audit_pending');
      await sql('delete from audit_leaf where index >= $1', [earlier?.size]);
      await sql('delete from audit_tile where (index + 1) * 256 > $1', [earlier?.size]);
      await sql('update audit_head set size = $1, root = $2, checkpoint = $3', [
        earlier?.size,
        earlier?.root,
        earlier?.checkpoint,
      ]);
    };
    // It is sound in itself: only who remembers more can tell.
    expect((await foundAfter(rewind)).outcome).toBe('verified');
    const { findings } = await foundAfter(rewind, { knownCheckpoints: [now?.checkpoint ?? ''] });
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      `The log was rewound: it has ${earlier?.size} leaves, and had ${now?.size} before.`,
    ]);
  });

  it('narrows a rewriting under the log’s own key down to what lies between two checkpoints', async () => {
    const knownCheckpoints = log.heads.map(({ checkpoint }) => checkpoint);
    const [before, behind] = [log.heads[2]?.size ?? 0, log.heads[3]?.size ?? 0];
    const rewrite = async (): Promise<void> => {
      const leaf = await forgeEvent(sql, leafAt(before + 1));
      const events = [{ id: leafAt(before + 1).id, leaf }, ...log.leaves.slice(before + 2)];
      await rewriteTree(sql, log, before + 1, events, OWN_KEY);
    };
    expect((await foundAfter(rewrite)).outcome).toBe('verified');
    const { findings } = await foundAfter(rewrite, { knownCheckpoints });
    expect(findings[0]?.sentence).toBe(
      `The log is not a continuation of the checkpoint of size ${behind} that was seen before: among its leaves from ${before} on, some were rewritten.`,
    );
  });

  it('finds that nobody has signed whom the caller trusts', async () => {
    const unsigned = [`No trusted key has signed the checkpoint of size ${log.size}.`];
    const sentences = ({ findings }: Verification): string[] => findings.map(({ sentence }) => sentence);
    expect(sentences(await foundAfter(nothing, { keys: [STRANGERS_KEY] }))).toEqual(unsigned);
    expect(sentences(await foundAfter(nothing, { keys: [] }))).toEqual(unsigned);
    const { size, root = Buffer.alloc(32) } = { size: log.size, root: log.heads.at(-1)?.root };
    const signAnew = async (): Promise<unknown> =>
      sql('update audit_head set checkpoint = $1', [await otherKey(new SeededRandom(1))(log, { size, root })]);
    expect(sentences(await foundAfter(signAnew))).toEqual(unsigned);
  });

  it('finds a signature in a trusted key’s name that is not its own, although another has signed', async () => {
    const other = NoteSigner.fromSeed(log.origin, Buffer.alloc(32, 9));
    const checkpoint = log.heads.at(-1)?.checkpoint ?? '';
    const forged = checkpoint + other.signatureLine('something else\n');
    const { findings } = await foundAfter(() => sql('update audit_head set checkpoint = $1', [forged]), {
      keys: [...log.verifierKeys, other.verifier.toString()],
    });
    expect(findings.map(({ kind }) => kind)).toEqual(['signature']);
  });

  it('verifies the leaves of events that were pruned, and says how many', async () => {
    const prune = async (): Promise<void> => {
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(0, 256).map(({ id }) => id)]);
      await sql('update audit_head set pruned_to = 256');
    };
    expect(await foundAfter(prune)).toMatchObject({
      outcome: 'verified',
      events: log.size - 256 + log.pending.length,
      prunedTo: 256,
    });
  });

  it('counts no key of another name than the log’s, although the caller trusts it', async () => {
    const { text, size } = { text: log.heads.at(-1)?.checkpoint.split('\n\n')[0] ?? '', size: log.size };
    const note = signedNote(`${text}\n`, [STRANGER]);
    const { findings } = await foundAfter(() => sql('update audit_head set checkpoint = $1', [note]), {
      keys: [STRANGERS_KEY],
    });
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      `No trusted key has signed the checkpoint of size ${size}.`,
    ]);
  });

  it('reads a signature in one form only, down to its last bits', async () => {
    const checkpoint = log.heads.at(-1)?.checkpoint ?? '';
    const [letter = ''] = checkpoint.slice(-3);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const other = checkpoint.slice(0, -3) + (alphabet[alphabet.indexOf(letter) + 1] ?? '') + '=\n';
    const { findings } = await foundAfter(() => sql('update audit_head set checkpoint = $1', [other]));
    expect(findings.map(({ kind }) => kind)).toEqual(['checkpoint']);
  });

  it.each([
    ['is of another log', () => signedNote(`stranger.example/log\n0\n${EMPTY_ROOT}\n`, [STRANGER])],
    ['cannot be read', () => 'no checkpoint\n'],
    ['says something else of the empty tree', () => signedNote(`${log.origin}\n0\n${'A'.repeat(43)}=\n`, [STRANGER])],
  ])('takes no checkpoint as continued that %s', async (_, note) => {
    const { findings } = await foundAfter(nothing, { knownCheckpoints: [note()] });
    expect(findings.map(({ kind }) => kind)).toEqual(['not-continued']);
  });

  it.each([-256, 100, 1024])('finds that nothing can be pruned up to leaf %i', async mark => {
    const { findings } = await foundAfter(() => sql('update audit_head set pruned_to = $1', [mark]));
    expect(findings.map(({ kind }) => kind)).toContain('pruned-to');
  });

  it('finds a second head', async () => {
    const { findings } = await foundAfter(async () => {
      await sql('alter table audit_head drop constraint audit_head_only_check');
      await sql('insert into audit_head select false, origin, size, root, checkpoint, signed_at, 0 from audit_head');
    });
    expect(findings.map(({ sentence }) => sentence)).toEqual(['The log has more than one head.']);
  });

  it('finds two events at one leaf', async () => {
    const { findings } = await foundAfter(async () => {
      await sql('alter table audit_leaf drop constraint audit_leaf_pkey');
      const [{ id } = leafAt(0)] = log.pending;
      await sql('insert into audit_leaf select 8, $1, hash from audit_leaf where index = 8', [id]);
    });
    expect(findings.map(({ kind, leafIndex }) => [kind, leafIndex])).toContainEqual(['leaf-surplus', 8]);
  });

  it('finds a hash that was cut off where the event is pruned', async () => {
    const { findings } = await foundAfter(async () => {
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(0, 256).map(({ id }) => id)]);
      await sql('update audit_head set pruned_to = 256');
      await sql('update audit_leaf set hash = substr(hash, 1, 31) where index = 9');
    });
    expect(findings[0]).toMatchObject({ leafIndex: 9, eventId: leafAt(9).id });
  });

  it('ends soon, however large the head says the log is', async () => {
    const { findings } = await foundAfter(() => sql('update audit_head set size = 1e15'));
    expect(findings[0]).toMatchObject({ kind: 'leaf-missing', leafIndex: log.size });
  });

  it('throws what the database says, and leaves the connection to others', async () => {
    const { copy } = queryOn(client);
    await expect(copy?.('select 1 / 0', () => undefined)).rejects.toThrow('division by zero');
    const failing = copy?.(`select '\\x00'::bytea`, () => {
      throw new Error('not this record');
    });
    await expect(failing).rejects.toThrow('not this record');
    expect(await sql('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes no key that is none', async () => {
    const key = log.verifierKeys[0] ?? '';
    const damaged = key.replace(/\+([0-9a-f])/, (_, digit: string) => `+${digit === '0' ? '1' : '0'}`);
    await expect(foundAfter(nothing, { keys: [damaged] })).rejects.toMatchObject({ code: 'verifier-key-wrong' });
  });
});

describe('verifyFolder', () => {
  let copy: string;
  let sound: string;

  beforeAll(async () => {
    sound = join(folder, 'sound');
    await writeFolder(log, sound);
  });
  beforeEach(async () => {
    copy = await mkdtemp(join(folder, 'copy-'));
    await cp(sound, copy, { recursive: true });
  });

  const found = (): Promise<Verification> => verifyFolder(copy, { keys: log.verifierKeys });
  const change = async (file: string, to: (bytes: Buffer) => Buffer): Promise<void> => {
    await writeFile(join(copy, file), to(await readFile(join(copy, file))));
  };
  const flip = (at: number) => (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };

  it('verifies what the copy holds', async () => {
    expect(await found()).toEqual({
      outcome: 'verified',
      size: log.size,
      root: log.heads.at(-1)?.root.toString('base64'),
      events: log.size,
      prunedTo: 0,
      findings: [],
    });
  });

  it('names the event whose entry was changed', async () => {
    // The version is the last digit of the entry.
    const end = 2 * 2 + leafAt(256).leaf.length + leafAt(257).leaf.length;
    await change('tile/entries/001', flip(end - 2));
    const { findings } = await found();
    expect(findings[0]).toMatchObject({ leafIndex: 257, eventId: leafAt(257).id });
    expect(findings.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['event-malformed', 'event-differs', 'root']),
    );
  });

  it('names the event that is too large, and not the one before', async () => {
    const entries = log.leaves.slice(0, 256).map(({ leaf }) => leaf);
    entries[4] = forgedLeaf(leafAt(4).leaf, { reference: 'x'.repeat(16 * 1024) });
    await writeFile(join(copy, 'tile/entries/000'), entryBundle(entries));
    const { findings } = await found();
    expect(findings[0]).toMatchObject({ kind: 'event-malformed', leafIndex: 4, eventId: leafAt(4).id });
  });

  it.each([
    ['tile/0/001', 32 * 3, { kind: 'event-differs', leafIndex: 259 }],
    ['tile/1/000.p/2', 0, { kind: 'tile', leafIndex: null }],
    ['hourly/2026-11-24T03.checkpoint', 40, { kind: 'not-continued', leafIndex: null }],
  ])('finds a change in %s', async (file, at, expected) => {
    await change(file, flip(at));
    const { findings } = await found();
    expect(findings).toContainEqual(expect.objectContaining(expected));
  });

  it.each([
    ['tile/entries/001', { kind: 'event-missing', leafIndex: 256 }],
    ['tile/0/000', { kind: 'tile', leafIndex: null }],
    ['tile/1/000.p/2', { kind: 'tile', leafIndex: null }],
  ])('misses %s', async (file, expected) => {
    await rm(join(copy, file));
    const { findings } = await found();
    expect(findings[0]).toMatchObject(expected);
  });

  it('verifies a log whose first entries are pruned by the tiles alone', async () => {
    await rm(join(copy, 'tile/entries/000'));
    expect(await found()).toMatchObject({ outcome: 'verified', prunedTo: 256, events: log.size - 256 });
    await change('tile/0/000', flip(0));
    expect((await found()).findings.map(({ kind }) => kind)).toContain('root');
  });

  it('reads the full tile where the partial one is gone', async () => {
    const width = log.size % 256;
    for (const kind of ['0', 'entries']) {
      const bytes = await readFile(join(copy, `tile/${kind}/002.p/${width}`));
      await rm(join(copy, `tile/${kind}/002.p`), { recursive: true });
      await writeFile(join(copy, `tile/${kind}/002`), bytes);
    }
    expect((await found()).outcome).toBe('verified');
  });

  it('refuses a folder that holds no log', async () => {
    await rm(join(copy, 'checkpoint'));
    await expect(found()).rejects.toMatchObject({ code: 'log-folder-unreadable' });
  });

  describe('by the command', () => {
    const run = async (options: VerifyLogOptions, env: NodeJS.ProcessEnv = {}) => {
      const written: string[] = [];
      const places = { TALLENNE_DATA_DIR: join(folder, 'data'), TALLENNE_KEYS_DIR: join(folder, 'keys') };
      const screen = { write: (text: string) => written.push(text) };
      const code = await runVerification(options, { ...places, ...env }, screen);
      return { code, text: written.join('') };
    };
    const urls = (): NodeJS.ProcessEnv => ({
      DATABASE_URL: database.applicationUrl,
      DATABASE_OWNER_URL: database.applicationUrl,
    });

    it('verifies the database with the keys at hand, and says what was checked', async () => {
      const { code, text } = await run({}, urls());
      expect(text).toContain(`Size ${log.size}, root ${log.heads.at(-1)?.root.toString('base64')}.`);
      expect(text).toContain('The log is as it was written.');
      expect(code).toBe(0);
    });

    it('holds the database against the copy’s checkpoint', async () => {
      const ahead = await atWork.keys.sign({ origin: log.origin, size: log.size + 1, root: Buffer.alloc(32) });
      await writeFile(join(copy, 'checkpoint'), ahead);
      const { code, text } = await run({}, { ...urls(), TALLENNE_LOG_COPY_URL: `file://${copy}` });
      expect(text).toContain('The log was rewound');
      expect(code).toBe(1);
    });

    it('says index and id of the event on a finding', async () => {
      await change('tile/entries/000', flip(2 + leafAt(0).leaf.length - 2));
      const { code, text } = await run({ export: copy });
      expect(text).toContain(`[leaf 0, event ${leafAt(0).id}]`);
      expect(code).toBe(1);
    });

    it('takes keys and checkpoints that are named', async () => {
      expect((await run({ export: copy, key: [STRANGERS_KEY] })).code).toBe(1);
      const checkpoint = join(copy, 'seen');
      await writeFile(checkpoint, await atWork.keys.sign({ origin: log.origin, size: 3, root: Buffer.alloc(32) }));
      expect((await run({ export: copy, checkpoint: [checkpoint] })).code).toBe(1);
      expect((await run({ export: copy, key: log.verifierKeys })).code).toBe(0);
    });

    it('says so where who signed is only known from the folder itself', async () => {
      const { code, text } = await run({ export: copy }, { TALLENNE_KEYS_DIR: join(folder, 'no-keys') });
      expect(text).toContain('No key was given');
      expect(code).toBe(0);
    });

    it('ends otherwise where it could not verify', async () => {
      const { code, text } = await run({ export: join(folder, 'nowhere') });
      expect(text).toContain('Couldn’t verify the log');
      expect(code).toBe(2);
    });
  });
});
