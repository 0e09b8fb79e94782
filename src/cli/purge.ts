import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { SystemClock } from '../kernel/clock.js';
import { ormOptions } from '../mikro-orm.config.js';
import { readConfig, type Config } from '../platform/config/index.js';
import { runningCluster } from '../platform/database/cluster-urls.js';
import { DueDaysToPurge, RunPurges } from '../retention/index.js';
import { provideDatabase } from '../server/provide-database.js';
import { orderly } from './orderly.js';

/** `tallenne purge`: what is over goes now; with `--dry-run` it is only counted. Works beside a running server. */
export async function purge({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  await orderly(async ({ say, fail }) => {
    const config = readConfig(process.env);
    const database = (await beside(config)) ?? (await provideDatabase(config, { onNotice: say, onLost: fail }));
    try {
      await run(config, database.applicationUrl, dryRun, say);
    } finally {
      await database.stop();
    }
  });
}

/** The embedded database of a server that runs on the same data folder. */
async function beside(config: Config): Promise<{ applicationUrl: string; stop(): Promise<void> } | null> {
  const cluster = config.database ?? (await runningCluster(config.dataDir));
  return cluster && { applicationUrl: cluster.applicationUrl, stop: () => Promise.resolve() };
}

async function run(config: Config, url: string, dryRun: boolean, say: (line: string) => void): Promise<void> {
  const options = { config, clock: new SystemClock(), orm: ormOptions(url, 4) };
  // Created and not initialised: at its initialisation a server begins to purge by itself.
  const app = await NestFactory.create(AppModule.register(options), new FastifyAdapter(), {
    logger: ['error', 'warn'],
  });
  try {
    const days = await app.get(DueDaysToPurge).listCounted();
    for (const { day, recordings, contacts, quarantined } of days) {
      say(`${day}  recordings ${recordings}  contacts ${contacts}  to sort out ${quarantined}`);
    }
    if (days.length === 0) say('Nothing is over.');
    if (!dryRun) await app.get(RunPurges).execute();
  } finally {
    await app.close();
  }
}
