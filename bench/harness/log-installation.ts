import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AuditModule, AuditTrail } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { LogKeys } from '../../src/audit/integration/log-keys.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig } from '../../src/platform/config/index.js';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { provideDatabase } from '../../src/server/provide-database.js';
import { seedLog } from '../seed/seed-log.js';
import { postgresIn, type AtEnd } from './installation.js';

/** Whether the scheduled work of the log goes on in the background, as it does in a server. */
export type Jobs = 'jobs-running' | 'jobs-at-rest';

/** A log in a temporary folder, with an embedded PostgreSQL of its own; the product's parts run in this process. */
export class LogInstallation {
  private constructor(
    readonly ownerUrl: string,
    readonly applicationUrl: string,
    readonly trail: AuditTrail,
    readonly integration: IntegrateEvents,
    /** Public keys of whoever signs the log. */
    readonly verifierKeys: readonly string[],
  ) {}

  /** Seeds and integrates `events` first, then starts the database and the parts anew: what follows starts from rest. */
  static async start(events: number, jobs: Jobs, atEnd: AtEnd): Promise<LogInstallation> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-log-'));
    atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
    await prepare(folder, events, atEnd);
    const cluster = await postgresIn(folder, atEnd);
    const parts = await partsOn(folder, cluster, jobs);
    atEnd(() => parts.close());
    return new LogInstallation(
      cluster.ownerUrl,
      cluster.applicationUrl,
      parts.get(AuditTrail),
      parts.get(IntegrateEvents),
      await parts.get(LogKeys).verifierKeys(),
    );
  }
}

async function prepare(folder: string, events: number, atEnd: AtEnd): Promise<void> {
  const cluster = await postgresIn(folder, atEnd);
  await provideDatabase(configOf(folder, cluster), { onNotice: () => undefined, onLost: () => undefined });
  const parts = await partsOn(folder, cluster, 'jobs-at-rest');
  try {
    const integration = parts.get(IntegrateEvents);
    await seedLog(cluster.ownerUrl, events, () => integration.execute());
  } finally {
    await parts.close();
  }
  await cluster.stop();
}

/** The product's own modules, put together as the server does, as far as the log goes. */
async function partsOn(folder: string, cluster: EmbeddedPostgres, jobs: Jobs): Promise<INestApplicationContext> {
  const config = configOf(folder, cluster);
  const orm = ormOptions(cluster.applicationUrl, config.databasePoolSize);
  const imports = [PlatformModule.register({ config, clock: new SystemClock(), orm }), AuditModule];
  const scheduled = jobs === 'jobs-running' ? [ScheduleModule.forRoot()] : [];
  const root = { module: LogParts, imports: [...imports, ...scheduled] };
  return NestFactory.createApplicationContext(root, { logger: ['error', 'warn'], abortOnError: false });
}

/** What Nest asks of a root module. */
@Module({})
class LogParts {}

function configOf(folder: string, { applicationUrl, ownerUrl }: EmbeddedPostgres) {
  return readConfig({
    TALLENNE_DATA_DIR: join(folder, 'data'),
    TALLENNE_KEYS_DIR: join(folder, 'keys'),
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
  });
}
