import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { SystemClock, type Clock } from '../kernel/clock.js';
import { ormOptions } from '../mikro-orm.config.js';
import type { Config } from '../platform/config/index.js';
import { runningCluster } from '../platform/database/cluster-urls.js';
import { JsonOutput } from '../platform/output/index.js';
import type { PlatformOptions } from '../platform/platform.module.js';
import { provideDatabase } from '../server/provide-database.js';
import type { Session } from './orderly.js';

/**
 * Runs `work` on the parts of a server that does not serve: beside a running one, or on its database, started for it.
 * @throws StartRefused where no server has begun one
 */
export async function withApp(
  config: Config,
  { say, fail }: Session,
  work: (app: INestApplicationContext) => Promise<void>,
  clock: Clock = new SystemClock(),
): Promise<void> {
  const notices = { onNotice: say, onLost: fail };
  const database = (await beside(config)) ?? (await provideDatabase(config, { ...notices, mayBegin: false }));
  try {
    await onParts({ config, clock, orm: ormOptions(database.applicationUrl, 4) }, work);
  } finally {
    await database.stop();
  }
}

/** The embedded database of a server that runs on the same data folder. */
async function beside(config: Config): Promise<{ applicationUrl: string; stop(): Promise<void> } | null> {
  const cluster = config.database ?? (await runningCluster(config.dataDir));
  return cluster && { applicationUrl: cluster.applicationUrl, stop: () => Promise.resolve() };
}

async function onParts(options: PlatformOptions, work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  // Created and not initialised: at its initialisation a server begins to work by itself.
  const app = await NestFactory.create(AppModule.register(options), new FastifyAdapter(), {
    logger: new JsonOutput('warn', options.clock),
    abortOnError: false,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}
