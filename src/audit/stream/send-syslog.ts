import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { DomainError } from '../../kernel/errors.js';
import type { SiemSettings } from '../../platform/config/index.js';
import { WatchedSocket } from './watched-socket.js';

/** The receiver has not confirmed by then; shorter than a transaction may stand still. */
const CONFIRMED_WITHIN_MS = 10_000;

/**
 * Sends `frames` on a connection of their own and resolves when the receiver has taken all of them: syslog has no answers, but who
 * reads a stream to its end answers `close_notify` with its own (RFC 5425 §4.4), and who was cut off before does not.
 * @throws DomainError `siem-away`; then none, some or all of it may have arrived
 */
export async function sendSyslog(siem: SiemSettings, frames: Buffer): Promise<void> {
  const socket = new WatchedSocket(connectTcp({ host: siem.host, port: siem.port }));
  const late = setTimeout(() => {
    socket.destroy(new Error('late'));
  }, CONFIRMED_WITHIN_MS);
  try {
    await confirmed(await secured(socket, siem), socket, frames);
  } catch (cause) {
    throw new DomainError('unavailable', 'siem-away', 'The receiver of the log has not confirmed it.', {}, { cause });
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

async function secured(socket: WatchedSocket, { host, caFile, client }: SiemSettings): Promise<TLSSocket> {
  // Read each time: certificates are renewed while the server runs.
  const [ca, cert, key] = await Promise.all([
    readFile(caFile),
    client && readFile(client.certificateFile),
    client && readFile(client.keyFile),
  ]);
  const own = cert && key ? { cert, key } : {};
  const name = isIP(host) === 0 ? { servername: host } : {};
  const tls = connectTls({ socket, host, ...name, ca, ...own, minVersion: 'TLSv1.2', rejectUnauthorized: true });
  socket.once('error', error => tls.destroy(error));
  await once(tls, 'secureConnect');
  return tls;
}

async function confirmed(tls: TLSSocket, socket: WatchedSocket, frames: Buffer): Promise<void> {
  let isSent = false;
  let wasInTime = false;
  tls.once('end', () => {
    wasInTime = isSent;
  });
  tls.resume(); // a receiver says nothing that is read
  tls.end(frames, () => {
    isSent = true;
  });
  await once(tls, 'close');
  if (!wasInTime || !socket.lastWasAlert) throw new Error('cut off');
}
