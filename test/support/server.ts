import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SchedulerRegistry } from '@nestjs/schedule';
import pg from 'pg';
import { createAccounts } from '../../src/cli/demo/create-accounts.js';
import { MovableClock, type Clock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { startServer, type RunningServer } from '../../src/server/start-server.js';
import { Client } from './client.js';
import type { SoftwareAuthenticator } from './authenticator.js';
import { databaseOf, type TestDatabase } from './database-copy.js';
import { DeliveredAudio } from './delivered-audio.js';
import { NOW } from './now.js';
import { canBePeopled, peopleInto, type People } from './peopled.js';
import { settingsOf } from './settings.js';
import { authenticatorAt, pageOriginOf, signInWithPasskey } from './second-factor.js';

export { NOW };
export type { TestDatabase };

export interface TestServer {
  readonly url: string;
  readonly app: RunningServer['app'];
  /** Moves what the server takes for now; the database's clock stays. */
  readonly clock: MovableClock;
  readonly folders: { readonly data: string; readonly keys: string; readonly blobs: string };
  readonly database: TestDatabase;
  /** The environment that the server was started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly ingestToken: string;
  /** Staff ids by user name. */
  readonly ids: ReadonlyMap<string, string>;
  /** What the telephone system has delivered so far, to look for on the disk. */
  readonly delivered: DeliveredAudio;
  /** Whose passkey is where, by user name; empty in the demo. */
  readonly authenticators: ReadonlyMap<string, SoftwareAuthenticator>;
  /** Signs in and gives a client that speaks as that person. */
  as(username: string): Promise<Client>;
  /** A client that speaks as the telephone system. */
  ingest(): Client;
  anonymous(): Client;
  /** Runs one statement as the superuser, past every rule of the application; instants as Date, days as text. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A further server on the same database and folders, under the same clock; `settings` are otherwise than those of this one. */
  beside(settings?: Readonly<Record<string, string>>): Promise<TestServer>;
  /** Ends the server; its database and folders stay when others still run on them. `drainMs`: how long answers may go on. */
  stop(drainMs?: number): Promise<void>;
}

/** What the custody check goes by: also a server in a process of its own. */
export interface KeptServer extends Pick<TestServer, 'folders' | 'env' | 'as' | 'sql'> {
  readonly clock: Clock;
  readonly database: Pick<TestDatabase, 'superuserUrl'>;
  readonly delivered: Pick<DeliveredAudio, 'slices'>;
}

interface Place {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly clock: MovableClock;
  readonly env: Readonly<Record<string, string>>;
  readonly delivered: DeliveredAudio;
  /** Whose passkey is where, by user name. */
  readonly authenticators: Map<string, SoftwareAuthenticator>;
  readonly demo: boolean;
  readonly people: People | null;
}

interface StartedWith {
  readonly at?: Date;
  readonly env?: Record<string, string>;
  readonly secondFactor?: boolean;
  /** One that is there already, instead of a new one in the cluster of all tests. */
  readonly database?: TestDatabase;
  /** Whether it may change the schema; otherwise the schema must be current. */
  readonly asOwner?: boolean;
}

/**
 * A whole server on a database of its own, with the demo's accounts and no calls. Scheduled work runs only when called.
 * `secondFactor`: as outside the demo, so that `as` registers a passkey at a person's first sign-in and shows it later.
 */
export async function startTestServer({
  at = NOW,
  env = {},
  secondFactor = false,
  database: given,
  asOwner = true,
}: StartedWith = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-e2e-'));
  const isPeopled = !given && at === NOW && canBePeopled(env);
  const people = isPeopled ? await peopleInto(folder) : null;
  const database = given ?? (await databaseOf(isPeopled ? 'tallenne_peopled' : 'tallenne_template'));
  const { DATABASE_OWNER_URL, ...settings } = settingsOf({ folder, database });
  const place = {
    ...{ folder, database, people, clock: new MovableClock(at) },
    env: { ...settings, ...(asOwner ? { DATABASE_OWNER_URL } : {}), ...env },
    ...{ delivered: new DeliveredAudio(), authenticators: new Map<string, SoftwareAuthenticator>() },
  };
  const server = secondFactor ? await startForReal(place) : await startAt({ ...place, demo: true });
  return { ...server, stop: drainMs => server.stop(drainMs).then(() => rm(folder, { recursive: true, force: true })) };
}

/** Known passwords are made in the demo alone, so a server of the demo goes before. */
async function startForReal(place: Omit<Place, 'demo'>): Promise<TestServer> {
  if (place.people) return startAt({ ...place, demo: false });
  const demo = await startAt({ ...place, demo: true });
  const { ids, ingestToken } = demo;
  await demo.stop();
  return startAt({ ...place, demo: false, people: { ids, ingestToken } });
}

async function startAt(place: Place): Promise<TestServer> {
  let people = place.people;
  const server = await startServer({
    config: readConfig({ ...place.env }, { demo: place.demo }),
    clock: place.clock,
    onNotice: () => undefined,
    onLost: line => process.stderr.write(`${line}\n`),
    prepare: async app => {
      people ??= await createAccounts(app);
      stopSchedule(app);
    },
  });
  return testServer(place, people ?? { ids: new Map<string, string>(), ingestToken: '' }, server);
}

/** The schedule goes by the machine's clock, so it would act now and then on what a test has moved the time for. */
function stopSchedule(app: RunningServer['app']): void {
  for (const job of app.get(SchedulerRegistry).getCronJobs().values()) void job.stop();
}

function testServer(place: Place, people: NonNullable<Place['people']>, server: RunningServer): TestServer {
  const { folder, database, clock, env, delivered } = place;
  const { url, app } = server;
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
  superuser.on('error', () => undefined); // the cluster may end before a test that failed has stopped its server
  const folders = { data: join(folder, 'data'), keys: join(folder, 'keys'), blobs: join(folder, 'data', 'blobs') };
  return {
    ...{ url, app, clock, folders, database, env, delivered, ...people },
    authenticators: place.authenticators,
    as: username => (place.demo ? new Client(url).signIn(username, DEMO_PASSWORD) : withPasskey(place, url, username)),
    ingest: () => new Client(url, people.ingestToken, delivered),
    anonymous: () => new Client(url),
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await superuser.query<Row>({ text, values: [...values], types: columnTypes })).rows,
    beside: settings => startAt({ ...place, env: { ...env, ...settings }, people }),
    stop: async drainMs => {
      await server.stop(drainMs);
      await superuser.end();
    },
  };
}

function withPasskey({ authenticators }: Place, url: string, username: string): Promise<Client> {
  const authenticator = authenticators.get(username) ?? authenticatorAt(url);
  authenticator.origin = pageOriginOf(url); // another instance has another port
  authenticators.set(username, authenticator);
  return signInWithPasskey(new Client(url), { username, password: DEMO_PASSWORD, authenticator });
}
