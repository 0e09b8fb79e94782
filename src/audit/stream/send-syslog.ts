import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { DomainError } from '../../kernel/errors.js';
import type { SiemSettings } from '../../platform/config/index.js';
import { WatchedSocket } from './watched-socket.js';

/** The receiver has not confirmed by then; shorter than a transaction may stand still. */
const CONFIRMED_WITHIN_MS = 10_000;

/**
 * In TLS 1.3 a server may send tickets after the handshake. One that is still at it when it should answer the end, Node's own for
 * instance, loses its answer: so the end waits for the first ticket, or as long as it may take. Not within the event that tells
 * of it: OpenSSL is in the middle of reading there, and ends without `close_notify`.
 */
const TICKETS_WITHIN_MS = 200;

/**
 * Sends `frames` on a connection of their own and resolves when the receiver has taken all of them: syslog has no answers, but who
 * reads a stream to its end answers `close_notify` with its own (RFC 5425 §4.4), and who was cut off before does not.
 * @throws DomainError `siem-away`; then none, some or all of it may have arrived
 */
export async function sendSyslog(siem: SiemSettings, frames: Buffer): Promise<void> {
  try {
    const certificates = await readCertificates(siem);
    const socket = new WatchedSocket(connectTcp({ host: siem.host, port: siem.port }));
    await confirmed(secured(socket, siem, certificates), socket, frames);
  } catch (cause) {
    throw new DomainError('unavailable', 'siem-away', 'The receiver of the log has not confirmed it.', {}, { cause });
  }
}

/** Read each time: certificates are renewed while the server runs. */
async function readCertificates({ caFile, client }: SiemSettings) {
  const ca = await readFile(caFile);
  if (client === null) return { ca };
  return { ca, cert: await readFile(client.certificateFile), key: await readFile(client.keyFile) };
}

function secured(
  socket: WatchedSocket,
  { host }: SiemSettings,
  certificates: Awaited<ReturnType<typeof readCertificates>>,
): TLSSocket {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ socket, host, ...name, ...certificates, minVersion: 'TLSv1.2', rejectUnauthorized: true });
}

function confirmed(tls: TLSSocket, socket: WatchedSocket, frames: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      tls.destroy();
      socket.cut();
    }, CONFIRMED_WITHIN_MS);
    let isEnding = false;
    let isAnswered = false;
    // What is wrong comes as an error of either, once or more often; that it is over, once.
    for (const one of [tls, socket]) {
      one.on('error', () => {
        tls.destroy();
        socket.cut();
      });
    }
    socket.once('close', () => {
      clearTimeout(late);
      if (isAnswered && !socket.wasCut) resolve();
      else reject(new Error('cut off'));
    });
    tls.once('secureConnect', () => {
      tls.write(frames);
      const end = (): void => {
        clearTimeout(waiting);
        isEnding = true;
        tls.end();
      };
      const waiting = setTimeout(end, TICKETS_WITHIN_MS);
      if (tls.getProtocol() === 'TLSv1.3') tls.once('session', () => setImmediate(end));
      else end();
    });
    tls.once('end', () => {
      isAnswered = isEnding && socket.lastWasAlert;
    });
    tls.resume(); // a receiver says nothing that is read
  });
}
