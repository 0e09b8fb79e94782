import pg from 'pg';
import { formatUuid, idBytes } from '../../../src/kernel/ids.js';
import type { Config } from '../../../src/platform/config/index.js';
import type { KeyRing } from '../../../src/platform/crypto/key-ring.js';
import { AGENTS } from '../seed-statements.js';
import type { SeedOptions } from '../seed-calls.js';
import { CopyIn } from './copy-in.js';
import { GrownCalls } from './grown-calls.js';
import { GrownKeys } from './grown-keys.js';
import { grownTables, type GrownPeople, type GrownTable } from './grown-tables.js';
import { LiftedIndexes } from './lifted-indexes.js';
import { Noise } from './noise.js';
import { Tuples } from './tuples.js';

const BATCH = 4000;

/** Where the rows and their keys go. */
export interface GrownPlace {
  /** How the database is reached as its owner. */
  readonly ownerUrl: string;
  readonly ring: KeyRing;
  readonly config: Config;
}

/** How long it took and how large it became. */
export interface Grown {
  readonly recordings: number;
  readonly copySeconds: number;
  readonly indexSeconds: number;
  readonly vacuumSeconds: number;
  readonly databaseBytes: number;
  readonly keysBytes: number;
}

/**
 * Fills a database without calls as `seedCalls` does, and with what that leaves out: values of the blind indexes, a key for each last day
 * and a wrapping for each unit. By COPY, a connection a table, with the indexes made behind it, so that ten million recordings come in
 * less than an hour.
 */
export async function seedByCopy(place: GrownPlace, options: SeedOptions): Promise<Grown> {
  const client = await connected(place.ownerUrl);
  try {
    const noise = new Noise();
    const people = await addAgents(client, options, noise);
    const tables = grownTables(people);
    const names = tables.map(({ name }) => name);
    const before = await sizeOf(client);
    const lifted = await LiftedIndexes.lift(client, place.ownerUrl, names);
    const keys = new GrownKeys(place.ring, place.config, noise);
    const copySeconds = await timed(() => copyIn(place.ownerUrl, tables, options.recordings, { noise, keys }));
    await client.query(DUE_DAYS, [keys.days]);
    const indexSeconds = await timed(() => lifted.restore(client, names));
    const vacuumSeconds = await timed(() => client.query('vacuum (analyze)'));
    const databaseBytes = (await sizeOf(client)) - before;
    const took = { copySeconds, indexSeconds, vacuumSeconds };
    return { recordings: options.recordings, ...took, databaseBytes, keysBytes: keys.writtenBytes };
  } finally {
    await client.end();
  }
}

interface Along {
  readonly noise: Noise;
  readonly keys: GrownKeys;
}

async function copyIn(ownerUrl: string, tables: GrownTable[], recordings: number, along: Along): Promise<void> {
  const clients = await Promise.all(tables.map(() => connected(ownerUrl)));
  try {
    const ways = tables.map(({ name, columns, write }, place) => {
      const client = clients[place];
      if (!client) throw new RangeError('each table has its connection');
      return { write, tuples: new Tuples(), copy: CopyIn.begin(client, name, columns) };
    });
    for (const calls of new GrownCalls(recordings, along.noise, Date.now()).batches(BATCH)) {
      for (const { write, tuples } of ways) for (const call of calls) write(tuples, call, along.noise);
      await Promise.all([...ways.map(({ copy, tuples }) => copy.write(tuples.take())), along.keys.write(calls)]);
    }
    await Promise.all([...ways.map(({ copy }) => copy.end()), along.keys.end()]);
  } finally {
    await Promise.all(clients.map(client => client.end()));
  }
}

/** The people with accounts first, then others without. */
async function addAgents(client: pg.Client, { agentIds, ingestedBy }: SeedOptions, noise: Noise): Promise<GrownPeople> {
  const agents = Array.from({ length: AGENTS }, (_, place) => {
    const known = agentIds[place];
    return { id: known === undefined ? noise.id(Date.now(), place) : idBytes(known), name: `agent.${place + 1}` };
  });
  await client.query(STAFF, [agents.map(({ id }) => formatUuid(id)), agents.map(({ name }) => name)]);
  return { agents, ingestedBy: idBytes(ingestedBy) };
}

async function connected(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return client;
}

async function sizeOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.bytes);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await act();
  return (performance.now() - startedAtMs) / 1000;
}

const STAFF = `
  insert into staff (id, username, display_name, unit, title, created_at)
  select id, name, name, 'Käyttäjätuki', 'Asiantuntija', now() from unnest($1::uuid[], $2::text[]) as agent (id, name) on conflict do nothing`;

const DUE_DAYS = 'insert into due_day (day) select unnest($1::date[]) on conflict do nothing';
