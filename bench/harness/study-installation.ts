import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig } from '../../src/platform/config/index.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { RegisterModule } from '../../src/register/index.js';
import { provideDatabase } from '../../src/server/provide-database.js';
import { seedCalls } from '../seed/seed-calls.js';
import { postgresIn, type AtEnd } from './installation.js';

/** What Nest asks of a root module. */
@Module({})
class RegisterParts {}

/** A contact history with one busy day, on an embedded PostgreSQL of its own; the product's parts run in this process, no job does. */
export class StudyInstallation {
  private constructor(
    readonly parts: INestApplicationContext,
    /** A connection of the application's role, beside the product's. */
    readonly client: pg.Client,
    readonly today: Day,
    readonly day: Day,
  ) {}

  /** Seeds `recordings`, of which `busy` begin within the hours of one day, each with the mark of its caller. */
  static async start(recordings: number, busy: number, atEnd: AtEnd): Promise<StudyInstallation> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-study-'));
    atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
    const { applicationUrl, ownerUrl } = await postgresIn(folder, atEnd);
    const urls = { DATABASE_URL: applicationUrl, DATABASE_OWNER_URL: ownerUrl };
    const folders = { TALLENNE_DATA_DIR: join(folder, 'data'), TALLENNE_KEYS_DIR: join(folder, 'keys') };
    const config = readConfig({ ...folders, ...urls });
    await provideDatabase(config, { onNotice: () => undefined, onLost: () => undefined });
    await seedCalls(ownerUrl, { recordings, agentIds: [], ingestedBy: newId(new Date()) });
    const today = helsinkiDay(new Date());
    const day = addDays(today, -3);
    await makeBusy(ownerUrl, day, busy);
    const orm = ormOptions(applicationUrl, config.databasePoolSize);
    const imports = [PlatformModule.register({ config, clock: new SystemClock(), orm }), RegisterModule];
    const root = { module: RegisterParts, imports };
    const parts = await NestFactory.createApplicationContext(root, { logger: ['error', 'warn'], abortOnError: false });
    atEnd(() => parts.close());
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    atEnd(() => client.end());
    return new StudyInstallation(parts, client, today, day);
  }
}

async function makeBusy(ownerUrl: string, day: Day, busy: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Whatever the seed has of the day gives way to calls whose number is known.
    await client.query(`update recording set direction = 'internal' where started_at >= $1 and started_at < $2`, [
      startOfDay(day),
      startOfDay(addDays(day, 1)),
    ]);
    await client.query(MOVE, [startOfDay(day), busy]);
    await client.query(MARK);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

const MOVE = `
  update recording r set direction = 'inbound', restricted = false, started_at = m.at, answered_at = m.at + interval '15 seconds',
    ended_at = m.at + interval '15 seconds' + make_interval(secs => 20 + n % 900),
    queue = 'queue-' || n % 5, unit = 'unit-' || n % 3, due_on = ordinary_due_on, hold_purposes = '{}'
  from (
    select id, n, $1::timestamptz + interval '8 hours' + n * interval '2 seconds' as at
    from (select id, row_number() over (order by id) as n from recording where direction = 'inbound' limit $2) chosen) m
  where r.id = m.id`;

/** A third of the callers of a day call again within it, as the marks say. */
const MARK = `
  insert into caller_mark (contact_id, due_on, value, before)
  select contact_id, c.due_on, v.value, array[v.value] || array(select sha256(('x' || contact_id || n)::bytea) from generate_series(1, 11) n)
  from recording r join contact c on c.id = r.contact_id,
    lateral (select sha256((abs(hashtext(contact_id::text)) % 200000)::text::bytea) as value) v`;
