import { cp } from 'node:fs/promises';
import pg from 'pg';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { SettleFinalDays } from '../../src/retention/certificates/settle-final-days.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { openRingOf } from '../custody/kept-keys.js';
import { wav } from '../support/audio.js';
import { openAll, takeBackup, type BackupCopy } from '../support/backup-copy.js';
import { inParallel } from '../support/in-parallel.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';
import { openByEveryKey, type Forced, type Target } from './open-by-force.js';
import { searchFiles } from './search-bytes.js';
import { sealedDataKey, sealedDayKey, storedKeys, type StoredKeys } from './stored-keys.js';

export interface ErasureOptions {
  readonly recordings: number;
  readonly seed: number;
  /** Where the keys are: in a folder, or in a PostgreSQL cluster of their own. */
  readonly ring: 'folder' | 'cluster';
  readonly onProgress?: (line: string) => void;
}

/** Of how many recordings the audio, the fields and the guess at a phone number gave something. */
interface Readable {
  readonly audio: number;
  readonly fields: number;
  readonly guesses: number;
}

/** How many of the wrapped keys lie in a file somewhere. */
interface Lying {
  readonly dayKeys: number;
  readonly dataKeys: number;
}

export interface ErasureReport {
  readonly seed: number;
  readonly ring: ErasureOptions['ring'];
  readonly recordings: number;
  readonly openedBefore: Readable;
  readonly openedAfter: Readable & { readonly unwrapped: number };
  readonly tried: number;
  readonly bytesSearched: number;
  readonly foundBefore: Lying;
  readonly found: Lying;
}

interface Call {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
  readonly phone: string;
  readonly bytes: Buffer;
}

/** So much later than the others a call comes that lives on: the keys of its day are there to be tried. */
const LATER_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;
const WIDTH = 8;

/**
 * Takes what an attacker gets: a copy of the main database and all blobs from the last day, and after the final day both
 * clusters with their WAL, the keys folder with the root key, and all blobs. Says how much of it opens before and after.
 * @throws where the attack does not even open what is still to be opened
 */
export async function runErasure({
  recordings,
  seed,
  ring,
  onProgress = () => undefined,
}: ErasureOptions): Promise<ErasureReport> {
  const cluster = ring === 'cluster' ? await startKeyCluster() : null;
  const server = await startTestServer(cluster ? { env: { KEYS_DATABASE_URL: await cluster.createDatabase() } } : {});
  try {
    await letServeForYears(server);
    const calls = await deliver(server, phonesOf(recordings + 1, seed));
    const progress = (line: string) => {
      onProgress(`keys in a ${ring}: ${line}`);
    };
    progress(`${recordings} recordings are kept`);
    const measured = await new Erasure(server, cluster, calls).measure(progress);
    return { seed, ring, recordings, ...measured };
  } finally {
    await server.stop();
    await cluster?.stop();
  }
}

function phonesOf(count: number, seed: number): string[] {
  const first = new SeededRandom(`${seed}/phones`).between(1_000_000, 8_000_000);
  return Array.from({ length: count }, (_, nth) => `+35840${first + nth}`);
}

/** A call for each phone number: all with one last day, but the last, which is due later. */
async function deliver(server: TestServer, phones: readonly string[]): Promise<{ due: Call[]; living: Call }> {
  const due = await inParallel(phones.slice(1), WIDTH, (phone, nth) => deliverOne(server, phone, nth + 2));
  if (new Set(due.map(({ dueOn }) => dueOn)).size !== 1) throw new Error('The recordings have more than one last day.');
  server.clock.advance(LATER_DAYS * DAY_MS);
  return { due, living: await deliverOne(server, phones[0] ?? '', 1) };
}

async function deliverOne(server: TestServer, phone: string, seed: number): Promise<Call> {
  const bytes = wav({ seconds: 0.05, channels: 1, seed });
  const caller = { category: 'customer-staff', name: 'Testi Soittaja', phone };
  const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now(), { caller }), bytes);
  if (status !== 201) throw new Error(`a delivery was answered with ${status}`);
  return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day, phone, bytes };
}

/** One erasure: before, the purge, and after. */
class Erasure {
  readonly #day: Day;

  constructor(
    private readonly server: TestServer,
    private readonly cluster: TestKeyCluster | null,
    private readonly calls: { readonly due: readonly Call[]; readonly living: Call },
  ) {
    this.#day = calls.due[0]?.dueOn ?? calls.living.dueOn;
  }

  async measure(onProgress: (line: string) => void) {
    const { server } = this;
    server.clock.moveTo(new Date(startOfDay(addDays(this.#day, 1)).getTime() - 60_000));
    const copy = await takeBackup(server);
    try {
      const before = await storedKeys(server);
      const openedBefore = this.#readable(await this.#openAll(copy));
      onProgress('opened before the day');
      const { found: foundBefore } = await this.#search(before);
      onProgress('searched before the day');
      await this.#untilFinal();
      onProgress('purged and final');
      await cp(server.folders.blobs, copy.folders.blobs, { recursive: true, force: false });
      const after = await this.#attack(copy, before);
      onProgress('attacked');
      return { openedBefore, foundBefore, ...after, ...(await this.#search(before)) };
    } finally {
      await copy.discard();
    }
  }

  /** The purge, and all that has to pass until certificates are final. */
  async #untilFinal(): Promise<void> {
    const { server, cluster } = this;
    server.clock.moveTo(startOfDay(addDays(this.#day, 1)));
    await server.app.get(RunPurges).execute();
    await cluster?.letWalGo();
    if (!(await server.app.get(KeyRing).tracesAreGone(this.#day))) throw new Error('Traces of the day are left.');
    await server.app.get(SettleFinalDays).execute();
    const [{ final } = { final: null }] = await server.sql<{ final: Day | null }>(FINAL, [this.#day]);
    if (final === null) throw new Error('The certificates are not final.');
    server.clock.moveTo(startOfDay(addDays(final, 1)));
  }

  /** With the ring as it is now, and by every key in it on everything. */
  async #attack(copy: BackupCopy, before: StoredKeys) {
    const left = await storedKeys(this.server);
    const { due, living } = this.calls;
    const byRing = this.#readable(await this.#openAll(copy));
    const byForce = await openByEveryKey(copy, left, this.#target(before, due));
    const control = await openByEveryKey(copy, left, this.#target(before, [living]));
    if (!isOpen(control)) throw new Error('The attack does not open what is still to be opened.');
    const openedAfter = {
      audio: byRing.audio + byForce.audio.size,
      fields: byRing.fields + byForce.fields.size,
      guesses: byRing.guesses + byForce.found.size,
      unwrapped: byForce.unwrapped,
    };
    return { openedAfter, tried: byForce.tried };
  }

  #target({ records }: StoredKeys, calls: readonly Call[]): Target {
    const day = calls[0]?.dueOn ?? this.#day;
    return { day, records: records.get(day) ?? [], phones: calls.map(({ phone }) => phone) };
  }

  async #openAll(copy: BackupCopy) {
    const ring = await openRingOf(this.server);
    try {
      return await openAll(
        copy,
        ring,
        [...this.calls.due, this.calls.living].map(({ phone }) => phone),
      );
    } finally {
      await ring.close();
    }
  }

  #readable({ audio, fields, found }: Awaited<ReturnType<typeof openAll>>): Readable {
    const { due } = this.calls;
    const texts = new Set(fields);
    return {
      audio: due.filter(({ id, bytes }) => audio.get(id)?.equals(bytes)).length,
      fields: due.filter(({ phone }) => texts.has(phone)).length,
      guesses: due.filter(({ contactId }) => found.has(contactId)).length,
    };
  }

  /** Every file of both clusters, of the keys folder and of the data folder, after all that is in memory was written. */
  async #search({ days, records }: StoredKeys): Promise<{ bytesSearched: number; found: Lying }> {
    const dayKeys = [days.get(this.#day) ?? Buffer.alloc(61)].map(sealedDayKey);
    const dataKeys = (records.get(this.#day) ?? []).map(sealedDataKey);
    await this.cluster?.sql('checkpoint');
    const { keys, data } = this.server.folders;
    const folders = [await mainClusterDir(), ...(this.cluster ? [this.cluster.clusterDir] : []), keys, data];
    const { bytesSearched, found } = await searchFiles(folders, [...dayKeys, ...dataKeys]);
    const count = (needles: readonly Buffer[]) => needles.filter(needle => found.has(needle)).length;
    return { bytesSearched, found: { dayKeys: count(dayKeys), dataKeys: count(dataKeys) } };
  }
}

function isOpen({ audio, fields, found, unwrapped }: Forced): boolean {
  return [audio.size, fields.size, found.size, unwrapped].every(count => count > 0);
}

/** Where the main database's cluster has its files, all of them written. */
async function mainClusterDir(): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.TALLENNE_TEST_SUPERUSER_URL });
  await client.connect();
  try {
    await client.query('checkpoint');
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory ?? '';
  } finally {
    await client.end();
  }
}

const FINAL =
  'select max(final_on) as final from deletion_certificate where due_on = $1 having count(*) = count(final_on)';
