import type { Day } from '../../../kernel/calendar.js';
import { isDay } from '../../../kernel/calendar.js';
import { NOBODY } from '../../../kernel/ids.js';
import type { RunOn } from './key-cluster.js';

/** Under this id, which no unit has, the table of a day holds the wrapped key of the day itself. */
export const DAY_ITSELF = NOBODY;

const LOCK = 7_021_946_313; // any number, the same in every process

/**
 * `wrapping` holds every wrapped key, each day's in a table of its own, which goes as a file. `key_day` knows the days that
 * ever had a key and holds none; `key_ring` tells this ring from others.
 */
const SCHEMA = [
  `create schema if not exists tallenne_keys`,
  `create table if not exists tallenne_keys.key_ring (
     "only" boolean primary key default true check ("only"),
     root_fingerprint text not null,
     fingerprint text not null)`,
  `create table if not exists tallenne_keys.key_day (
     day date primary key,
     state text not null check (state in ('living', 'destroyed')),
     dropped boolean not null default false,
     destroyed_lsn pg_lsn)`,
  `create table if not exists tallenne_keys.wrapping (
     day date not null,
     unit uuid not null,
     wrapped bytea not null,
     primary key (unit, day)) partition by list (day)`,
];

/** Makes the tables where there are none; processes that start at once wait for each other until the transaction ends. */
export async function makeSchema(run: RunOn): Promise<void> {
  await run('select pg_advisory_xact_lock($1)', [LOCK]);
  for (const statement of SCHEMA) await run(statement);
}

/** The table of `day`. Throws RangeError for what is not a day. */
export function tableOf(day: Day): string {
  if (!isDay(day)) throw new RangeError('not a day');
  return `tallenne_keys.wrapping_${day.replaceAll('-', '_')}`;
}

/**
 * Makes the table of `day` with its wrapped key, in a transaction of the caller's, unless the day has or had one.
 *
 * Whoever makes or destroys a day locks `wrapping` before the row of the day, and all else comes through `wrapping`: so they
 * wait for each other in one order.
 */
export async function beginDay(run: RunOn, day: Day, wrapped: Buffer): Promise<void> {
  await run('lock table only tallenne_keys.wrapping in access exclusive mode');
  const begun = await run(
    `insert into tallenne_keys.key_day (day, state) values ($1, 'living') on conflict do nothing returning day`,
    [day],
  );
  if (begun.length === 0) return;
  await run(`create table ${tableOf(day)} partition of tallenne_keys.wrapping for values in ('${day}')`);
  await run('insert into tallenne_keys.wrapping (day, unit, wrapped) values ($1, $2, $3)', [day, DAY_ITSELF, wrapped]);
}

/** Removes the table of `day` and says that it is destroyed, in a transaction of the caller's. */
export async function endDay(run: RunOn, day: Day): Promise<void> {
  await run('lock table only tallenne_keys.wrapping in access exclusive mode');
  await run(`drop table if exists ${tableOf(day)}`);
  await run(
    `insert into tallenne_keys.key_day (day, state) values ($1, 'destroyed')
     on conflict (day) do update set state = 'destroyed', dropped = false`,
    [day],
  );
}
