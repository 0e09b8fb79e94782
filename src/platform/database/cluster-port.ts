import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of the last start, so that an operator's own tools keep working; null before the first. */
export async function rememberedPort(dataDir: string): Promise<number | null> {
  const port = Number(await readFile(join(dataDir, 'postgres.port'), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
}

export async function rememberPort(dataDir: string, port: number): Promise<void> {
  if ((await rememberedPort(dataDir)) !== port) await writeFile(join(dataDir, 'postgres.port'), `${port}\n`);
}

/** A port of 127.0.0.1 that nobody listens on now; somebody may by the time it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error("couldn't find a free port");
  return address.port;
}
