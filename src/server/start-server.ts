import { setFlagsFromString } from 'node:v8';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CreateFirstAdministrator, type FirstAdministrator } from '../access/index.js';
import type { Clock } from '../kernel/clock.js';
import { ormOptions } from '../mikro-orm.config.js';
import type { Config } from '../platform/config/index.js';
import { startTraces } from '../platform/measure/index.js';
import { CloseInOrder } from './close-in-order.js';
import { createApp } from './create-app.js';
import { orPortTaken } from './port.js';
import { provideDatabase, type DatabaseNotices } from './provide-database.js';

/**
 * Audio passes through buffers, which V8 otherwise counts by a limit of their own, so low that it collects the whole heap every
 * few recordings. V8 reads this each time that it decides; it goes for all threads.
 */
setFlagsFromString('--external-memory-accounted-in-global-limit');

/** A server that listens. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  /** Where it is reached on this machine. */
  readonly url: string;
  /** Only at the very first start. */
  readonly firstAdministrator: FirstAdministrator | null;
  /** In order; `drainMs`: how long answers that have begun may go on. */
  stop(drainMs?: number): Promise<void>;
}

export interface StartOptions extends DatabaseNotices {
  readonly config: Config;
  readonly clock: Clock;
  /** Runs before the server listens; its own accounts make the first administrator needless. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void>;
}

/** Starts database and server; listens when everything is in order. */
export async function startServer({ config, clock, prepare, ...notices }: StartOptions): Promise<RunningServer> {
  const database = await provideDatabase(config, notices);
  const stopTraces = config.traces && startTraces(config.traces);
  let closing: CloseInOrder | undefined;
  const stop = async (drainMs?: number): Promise<void> => {
    await closing?.execute(drainMs);
    await stopTraces?.();
    await database.stop();
  };
  try {
    const app = await createApp({ config, clock, orm: ormOptions(database.applicationUrl, config.databasePoolSize) });
    closing = new CloseInOrder(app);
    await app.init();
    await prepare?.(app);
    const firstAdministrator = await app.get(CreateFirstAdministrator).execute();
    await orPortTaken(app.listen(config.port, config.host), config);
    return { app, url: await addressOf(app), firstAdministrator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addressOf(app: NestFastifyApplication): Promise<string> {
  return (await app.getUrl()).replace('[::1]', 'localhost');
}
