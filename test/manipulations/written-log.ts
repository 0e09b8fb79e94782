import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import type { LogAtWork } from './log-at-work.js';
import type { Sql } from './prepared-database.js';

/** The head of the log as it was at some moment. */
export interface WrittenHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly checkpoint: string;
  readonly signed_at: Date;
}

export interface WrittenEvent {
  readonly id: string;
  readonly leaf: Buffer;
}

/** A log as it was written, before anybody laid hands on it. */
export interface WrittenLog {
  readonly size: number;
  readonly origin: string;
  readonly verifierKeys: readonly string[];
  /** The heads that it had one after the other; the last one is today's. */
  readonly heads: readonly WrittenHead[];
  /** In the order of the tree. */
  readonly leaves: readonly (WrittenEvent & { readonly hash: Buffer })[];
  readonly pending: readonly WrittenEvent[];
  /** What its own keys say to a checkpoint. */
  readonly sign: LogAtWork['keys']['sign'];
}

/** How many events came into the tree at once: two full tiles, and more behind them. */
const ROUNDS = [1, 60, 195, 100, 170, 90, 60, 20] as const;
const PENDING = 7;

/** Lets the product write a log of about 700 events. */
export async function writeLog(log: LogAtWork, sql: Sql, random: SeededRandom): Promise<WrittenLog> {
  const heads: WrittenHead[] = [];
  for (const events of ROUNDS) {
    await log.record(events, random);
    await log.integrate();
    heads.push(...(await sql<WrittenHead>('select origin, size, root, checkpoint, signed_at from audit_head')));
  }
  await log.record(PENDING, random);
  const leaves = await sql<WrittenLog['leaves'][number]>(
    'select e.id, e.leaf, l.hash from audit_leaf l join audit_event e on e.id = l.event_id order by l.index',
  );
  const pending = await sql<WrittenEvent>(
    'select e.id, e.leaf from audit_pending p join audit_event e on e.id = p.event_id order by e.id',
  );
  const origin = heads.at(-1)?.origin ?? '';
  const verifierKeys = await log.keys.verifierKeys();
  return {
    size: leaves.length,
    origin,
    verifierKeys,
    heads,
    leaves,
    pending,
    sign: checkpoint => log.keys.sign(checkpoint),
  };
}

/** What the copy outside holds: the last checkpoint and some of the hourly ones. */
export function copiedCheckpoints({ heads }: WrittenLog): string[] {
  return heads.filter((_, place) => place % 2 === 1).map(({ checkpoint }) => checkpoint);
}
