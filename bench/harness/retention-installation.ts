import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SystemClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig, type Config } from '../../src/platform/config/index.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { RetentionModule } from '../../src/retention/index.js';
import { provideDatabase } from '../../src/server/provide-database.js';
import { seedCalls } from '../seed/seed-calls.js';
import { DueDaySeed } from '../seed/due-day-seed.js';
import { seedDueKeys } from '../seed/seed-due-keys.js';
import { postgresIn, type AtEnd, type Ground } from './installation.js';

/** Custody in a temporary folder, with an embedded PostgreSQL of its own; the product's parts run in this process, no job does. */
export class RetentionInstallation {
  private constructor(
    readonly ownerUrl: string,
    readonly parts: INestApplicationContext,
    readonly config: Config,
    readonly seed: DueDaySeed,
  ) {}

  /** Seeds `recordings` that are not due, each with its contact, and a wrapping of each in the key ring, which nothing opens. */
  static async start(recordings: number, atEnd: AtEnd): Promise<RetentionInstallation> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-retention-'));
    atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
    const cluster = await postgresIn(folder, atEnd);
    await provideDatabase(configOf({ folder, cluster }), { onNotice: () => undefined, onLost: () => undefined });
    await seedCalls(cluster.ownerUrl, { recordings, agentIds: [], ingestedBy: newId(new Date()) });
    const custody = await RetentionInstallation.onto({ folder, cluster }, atEnd);
    const { parts, config, seed } = custody;
    for (const day of await seed.days()) await seedDueKeys(parts, config, day, await seed.unitsOf(day));
    return custody;
  }

  /** Of what lies there already, and which no server works on. */
  static async onto(ground: Ground, atEnd: AtEnd): Promise<RetentionInstallation> {
    const { ownerUrl } = ground.cluster;
    const config = configOf(ground);
    const parts = await custodyParts(ground);
    atEnd(() => parts.close());
    const seed = await DueDaySeed.open(ownerUrl, parts, config);
    atEnd(() => seed.close());
    return new RetentionInstallation(ownerUrl, parts, config, seed);
  }
}

/** The product's own modules, put together as the server does, as far as retention goes. */
export function custodyParts(ground: Ground): Promise<INestApplicationContext> {
  const config = configOf(ground);
  const orm = ormOptions(ground.cluster.applicationUrl, config.databasePoolSize);
  const imports = [PlatformModule.register({ config, clock: new SystemClock(), orm }), RetentionModule];
  const root = { module: RetentionParts, imports };
  return NestFactory.createApplicationContext(root, { logger: ['error', 'warn'], abortOnError: false });
}

/** What Nest asks of a root module. */
@Module({})
class RetentionParts {}

export function configOf({ folder, cluster: { applicationUrl, ownerUrl } }: Ground): Config {
  return readConfig({
    TALLENNE_DATA_DIR: join(folder, 'data'),
    TALLENNE_KEYS_DIR: join(folder, 'keys'),
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
  });
}
