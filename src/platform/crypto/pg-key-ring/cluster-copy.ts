import { parseDay, type Day } from '../../../kernel/calendar.js';
import { firstRow } from '../../database/first-row.js';
import type { KeyPiece, RingCopy } from '../key-backup/key-copy.js';
import { openKeysFolder } from '../keys-folder.js';
import { checkKeyCluster, type KeyClusterTerms } from './check-key-cluster.js';
import { DAY_ITSELF } from './key-cluster-schema.js';
import { KeyCluster, type RunOn } from './key-cluster.js';

const PAGE = 8_192;
const BEGIN = 'begin transaction isolation level repeatable read, read only';

/** Where a key ring in PostgreSQL is. */
export interface ClusterPlace {
  readonly url: string;
  readonly folder: string;
  readonly outsideOf: string;
  readonly terms: KeyClusterTerms;
}

/** Gives all that is in the ring at one moment to `use`. As long as it is read, no day can be destroyed. */
export async function withCopyOfCluster<T>(
  { url, folder, outsideOf, terms }: ClusterPlace,
  use: (copy: RingCopy) => Promise<T>,
): Promise<T> {
  await checkKeyCluster(url, terms);
  const { rootKey } = await openKeysFolder(folder, outsideOf, { mayBegin: false });
  const cluster = new KeyCluster(url);
  try {
    return await cluster.transaction(async run => {
      // Before the transaction sees anything: a day that is written anew afterwards would look empty to it.
      await run('lock table tallenne_keys.wrapping in access share mode');
      const rings = await run<{ fingerprint: string }>('select fingerprint from tallenne_keys.key_ring');
      const { fingerprint } = firstRow(rings, "couldn't tell the key ring from others");
      return use({ rootKey: rootKey.export(), fingerprint, pieces: piecesOf(run) });
    }, BEGIN);
  } finally {
    await cluster.close();
  }
}

async function* piecesOf(run: RunOn): AsyncGenerator<KeyPiece> {
  const days = await run<{ day: string; key: Buffer }>(DAYS, [DAY_ITSELF]);
  for (const { day, key } of days) {
    yield { day: parseDay(day), key };
    yield* recordsOf(run, parseDay(day));
  }
}

async function* recordsOf(run: RunOn, day: Day): AsyncGenerator<KeyPiece> {
  for (let after: string | undefined = DAY_ITSELF; after !== undefined;) {
    const rows: { unit: string; wrapped: Buffer }[] = await run(UNITS, [day, after, PAGE]);
    if (rows.length > 0) yield { day, records: Buffer.concat(rows.map(({ wrapped }) => wrapped)) };
    after = rows.at(-1)?.unit;
  }
}

const DAYS = 'select day, wrapped as key from tallenne_keys.wrapping where unit = $1 order by day';

const UNITS = 'select unit, wrapped from tallenne_keys.wrapping where day = $1 and unit > $2 order by unit limit $3';
