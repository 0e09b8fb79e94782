import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Day, parseDay } from '../../src/kernel/calendar.js';
import { EncryptedBlob } from '../../src/platform/blobs/encrypted-blob.js';
import { LocalBlobStore } from '../../src/platform/blobs/local-blob-store.js';
import { DayFolders } from '../../src/platform/crypto/day-folders.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { deriveKey, type KeyUse } from '../../src/platform/crypto/derive-key.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { openKeysFolder } from '../../src/platform/crypto/keys-folder.js';
import { decodeRecord, RECORD_BYTES, unitOfRecord } from '../../src/platform/crypto/unit-record.js';
import { blindIndex } from '../../src/platform/crypto/blind-index.js';
import { audioContext } from '../../src/recordings/audio/receive-audio.js';
import { openField } from '../../src/platform/crypto/field-cipher.js';
import type { TestServer } from './server.js';

/** What somebody holds who kept a copy of everything: the database, the blob folder, the keys folder. */
export interface BackupCopy {
  readonly database: pg.Client;
  readonly folders: { readonly data: string; readonly keys: string; readonly blobs: string };
  discard(): Promise<void>;
}

/** How much of a copy somebody could read. */
export interface Opened {
  /** By the recording's id, the plaintext of its audio. */
  readonly audio: ReadonlyMap<string, Buffer>;
  /** Plaintexts of the parties' sealed fields. */
  readonly fields: readonly string[];
  /** Ids of the contacts that one of the phone numbers was found under. */
  readonly found: ReadonlySet<string>;
}

/** Copies database, blobs and keys of a server that nobody speaks to at the moment. */
export async function takeBackup(server: TestServer): Promise<BackupCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-copy-'));
  const folders = { data: join(folder, 'data'), keys: join(folder, 'keys'), blobs: join(folder, 'data', 'blobs') };
  await cp(server.folders.blobs, folders.blobs, { recursive: true });
  await cp(server.folders.keys, folders.keys, { recursive: true });
  const name = await copyDatabase(databaseOf(server.database.ownerUrl));
  const database = new pg.Client({ connectionString: within(superuserUrl(), name) });
  await database.connect();
  return {
    database,
    folders,
    discard: async () => {
      await database.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server's connections are cut for a moment: PostgreSQL copies a database only while nobody is in it. */
async function copyDatabase(original: string): Promise<string> {
  const copy = `${original}_copy`;
  const superuser = new pg.Client({ connectionString: superuserUrl() });
  await superuser.connect();
  try {
    await superuser.query(`alter database ${original} allow_connections false`);
    await superuser.query('select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1', [
      original,
    ]);
    await superuser.query(`create database ${copy} template ${original}`);
    await superuser.query(`alter database ${original} allow_connections true`);
  } finally {
    await superuser.end();
  }
  return copy;
}

/** Opens what the keys in `keysDir` open of the copy's audio, fields and indexes. */
export async function openWithRing(copy: BackupCopy, keysDir: string, phone: string): Promise<Opened> {
  const ring = await FileKeyRing.open(keysDir, { outsideOf: copy.folders.data });
  try {
    return await openAll(copy, ring, [phone]);
  } finally {
    await ring.close();
  }
}

/** Opens what `ring` opens of the copy's audio and fields, and looks for `phones` in its indexes. */
export async function openAll(
  { database, folders }: BackupCopy,
  ring: KeyRing,
  phones: readonly string[],
): Promise<Opened> {
  const audio = await openAudio(database, folders.blobs, ring);
  return { audio, fields: await openFields(database, ring), found: await findPhones(database, ring, phones) };
}

interface UnitRow {
  readonly id: string;
  readonly due_on: string;
}

async function openAudio(database: pg.Client, blobDir: string, ring: KeyRing): Promise<Map<string, Buffer>> {
  const blobs = await LocalBlobStore.open(blobDir);
  const opened = new Map<string, Buffer>();
  for (const { id, due_on } of await rowsOf<UnitRow>(database, 'select id, due_on::text from recording')) {
    const key = await unlessGone(ring.open(id, parseDay(due_on)));
    if (key) opened.set(id, await plaintext(blobs, id, key));
  }
  return opened;
}

/** The audio in the blob of a recording. Throws where `key` is not its key. */
export async function plaintext(blobs: LocalBlobStore, id: string, key: DataKey): Promise<Buffer> {
  const blob = await EncryptedBlob.open(blobs, id, key.audioKey(), audioContext(id));
  try {
    return await blob.read(0, blob.sizeBytes - 1);
  } finally {
    await blob.close();
  }
}

const FIELDS = {
  sealed_name: 'name',
  sealed_phone: 'phone',
  sealed_email: 'email',
  sealed_organisation: 'organisation',
  sealed_personal_identity_code: 'personalIdentityCode',
} as const;

/** A party of a contact, as its row has it. */
export type PartyRow = UnitRow & { readonly party_id: string } & Readonly<Record<keyof typeof FIELDS, Buffer | null>>;

/** Every party of the contacts in `database`. */
export async function partiesIn(database: pg.Client): Promise<PartyRow[]> {
  const columns = Object.keys(FIELDS).join(', ');
  const sql = `select c.id, c.due_on::text, p.id as party_id, ${columns} from contact c join contact_party p on p.contact_id = c.id`;
  return rowsOf<PartyRow>(database, sql);
}

async function openFields(database: pg.Client, ring: KeyRing): Promise<string[]> {
  const texts: string[] = [];
  for (const { id, ...party } of await partiesIn(database)) {
    const key = await unlessGone(ring.open(id, parseDay(party.due_on)));
    if (key) texts.push(...openParty(key, id, party));
  }
  return texts;
}

/** The plaintexts of a party. Throws where `key` is not the key of its contact. */
export function openParty(key: DataKey, contactId: string, party: Omit<PartyRow, 'id'>): string[] {
  return Object.entries(FIELDS).flatMap(([column, field]) => {
    const sealed = party[column as keyof typeof FIELDS]; // an entry of FIELDS
    return sealed ? [openField(key, `contact/${contactId}/party/${party.party_id}/${field}`, sealed)] : [];
  });
}

async function findPhones(database: pg.Client, ring: KeyRing, phones: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const day of await ring.days()) {
    const key = await ring.indexKey(day);
    const values = phones.map(phone => blindIndex(key, 'phone', phone));
    const sql = 'select contact_id from party_index where value = any($1)';
    for (const row of await rowsOf<{ contact_id: string }>(database, sql, [values])) found.add(row.contact_id);
  }
  return found;
}

/** What keys are derived for. */
export const USES: readonly KeyUse[] = ['days', 'units', 'blind-index', 'audio', 'field'];

/**
 * Everything else that can be tried: each wrapped data key of `day` under every key that is left in `keysDir`, and the
 * blobs of `atMost` recordings under every data key that is left. Returns how much opened, and how much was tried.
 */
export async function openByForce(
  { database, folders }: BackupCopy,
  keysDir: string,
  day: Day,
  atMost = 1000,
): Promise<{ opened: number; tried: number }> {
  const { keys, dataKeys } = await everyKeyLeft(keysDir, folders.data);
  const blobs = await LocalBlobStore.open(folders.blobs);
  const units = await rowsOf<{ id: string }>(database, 'select id from recording where due_on = $1 limit $2', [
    day,
    atMost,
  ]);
  const attempts = [
    ...(await recordsOf(keysDir, day)).flatMap(record => keys.map(key => () => unwrap(key, record))),
    ...units.flatMap(({ id }) => dataKeys.map(key => () => plaintext(blobs, id, key))),
  ];
  let opened = 0;
  for (const attempt of attempts) opened += (await succeeds(attempt)) ? 1 : 0;
  return { opened, tried: attempts.length };
}

async function everyKeyLeft(keysDir: string, outsideOf: string): Promise<{ keys: KeyObject[]; dataKeys: DataKey[] }> {
  const folder = await openKeysFolder(keysDir, outsideOf);
  const folders = new DayFolders(folder);
  const days = await folders.living();
  const roots = [folder.rootKey, ...(await Promise.all(days.map(day => folders.open(day))))];
  const keys = roots.flatMap(root => [root, ...USES.map(use => deriveKey(root, use))]);
  const records = (await Promise.all(days.map(day => recordsOf(keysDir, day)))).flat();
  const unwrapped = await Promise.all(
    records.flatMap(record => keys.map(async key => unlessGone(unwrap(key, record)).catch(() => null))),
  );
  const plain = keys.map(key => DataKey.fromBytes(key.export()));
  return { keys, dataKeys: [...plain, ...unwrapped.filter(key => key !== null)] };
}

async function recordsOf(keysDir: string, day: Day): Promise<Buffer[]> {
  const folder = join(keysDir, 'days', day);
  const names = (await readdir(folder)).filter(name => name.endsWith('.seg'));
  const segments = await Promise.all(names.map(name => readFile(join(folder, name))));
  return segments.flatMap(bytes =>
    Array.from({ length: bytes.length / RECORD_BYTES }, (_, at) =>
      bytes.subarray(at * RECORD_BYTES, (at + 1) * RECORD_BYTES),
    ),
  );
}

/** The data key in a wrapping. Throws where `key` did not wrap it. */
export function unwrap(key: KeyObject, record: Buffer): Promise<DataKey> {
  const unit = unitOfRecord(record);
  if (!unit) return Promise.reject(new KeyGone());
  return Promise.resolve().then(() => decodeRecord(key, unit, record));
}

async function succeeds(attempt: () => Promise<unknown>): Promise<boolean> {
  return attempt().then(
    () => true,
    () => false,
  );
}

async function unlessGone<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof KeyGone) return null;
    throw error;
  }
}

async function rowsOf<Row extends object>(
  database: pg.Client,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await database.query<Row>(sql, [...values])).rows;
}

function databaseOf(url: string): string {
  return url.replace(/^.*\//, '');
}

function within(url: string, database: string): string {
  return url.replace(/\/[^/]*$/, `/${database}`);
}

function superuserUrl(): string {
  const url = process.env.TALLENNE_TEST_SUPERUSER_URL;
  if (url === undefined) throw new Error('The end-to-end tests need their global set-up.');
  return url;
}
