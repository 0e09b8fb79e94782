import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../platform/config/index.js';
import { StartRefused } from '../platform/database/embedded-start-refused.js';
import { errnoOf } from '../platform/files/durable.js';

type Place = Pick<Config, 'host' | 'port'>;

/**
 * Looks whether the server could listen at `place`, before a minute is spent on what could not be shown.
 * @throws StartRefused where it could not
 */
export async function refuseTakenPort(place: Place): Promise<void> {
  await orPortTaken(listenOnce(place), place);
}

async function listenOnce({ port, host }: Place): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** What `listening` settles with; a port that cannot be had is a StartRefused with one line for the operator. */
export async function orPortTaken<T>(listening: Promise<T>, { port }: Place): Promise<T> {
  try {
    return await listening;
  } catch (cause) {
    const reason = REASONS[errnoOf(cause) ?? ''];
    if (reason === undefined) throw cause;
    throw new StartRefused(`Port ${port} ${reason}, or set PORT to another.`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: stop that one',
  EACCES: 'is not open to this user: start as one to whom it is',
};
