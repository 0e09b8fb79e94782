import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { constants } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type PeerCertificate, type TlsOptions, type TLSSocket } from 'node:tls';
import { describeWith } from '../support/describe-with.js';
import { TlsAuthority, type Issued } from '../support/tls-authority.js';
import type { SiemSettings } from '../../src/platform/config/index.js';
import { sendSyslog } from '../../src/audit/stream/send-syslog.js';

const FRAMES = Buffer.from('4 ääkköset'.repeat(10_000));
const AWAY = { kind: 'unavailable', code: 'siem-away', message: 'The receiver of the log has not confirmed it.' };

/** A receiver, and what came of its one connection. */
class Receiver {
  got = Buffer.alloc(0);
  servername: string | false = false;
  protocol: string | null = null;
  peer: string | undefined;
  /** The connection that TLS runs over. */
  plain: Socket | undefined;
  tls: TLSSocket | undefined;

  private constructor(readonly server: Server) {}

  /** @param act what it does when a connection is there, instead of taking what comes and answering the end */
  static async start(
    options: TlsOptions,
    act: (receiver: Receiver, socket: TLSSocket) => void = () => undefined,
  ): Promise<Receiver> {
    const receiver = new Receiver(createServer(options));
    receiver.server.on('connection', (socket: Socket) => (receiver.plain = socket));
    receiver.server.on('secureConnection', socket => {
      receiver.tls = socket;
      receiver.servername = socket.servername ?? false;
      receiver.protocol = socket.getProtocol();
      receiver.peer = (socket.getPeerCertificate() as Partial<PeerCertificate>).subject?.CN as string | undefined;
      socket.on('error', () => undefined);
      socket.on('data', (bytes: Buffer) => (receiver.got = Buffer.concat([receiver.got, bytes])));
      act(receiver, socket);
    });
    receiver.server.on('tlsClientError', () => undefined);
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port; // of a server that listens
  }

  async stop(): Promise<void> {
    this.plain?.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

describeWith('openssl', 'what is sent to a receiver of syslog', openssl => {
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-syslog-'));
  let authority: TlsAuthority;
  let strangers: TlsAuthority;
  let named: Issued;
  let numbered: Issued;
  let receiver: Receiver | undefined;

  beforeAll(() => {
    authority = new TlsAuthority(openssl, folder, 'authority');
    strangers = new TlsAuthority(openssl, folder, 'strangers');
    named = authority.issue('localhost');
    numbered = authority.issue('127.0.0.1');
  });

  afterEach(async () => {
    jest.useRealTimers();
    await receiver?.stop();
    receiver = undefined;
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const own = ({ certificateFile, keyFile }: Issued): TlsOptions => ({
    cert: readFileSync(certificateFile),
    key: readFileSync(keyFile),
  });

  /** Starts the receiver; says where it is. */
  async function receiving(
    options: TlsOptions = own(named),
    act?: (receiver: Receiver, socket: TLSSocket) => void,
  ): Promise<SiemSettings> {
    receiver = await Receiver.start(options, act);
    return { host: 'localhost', port: receiver.port, caFile: authority.caFile, client: null, enterpriseNumber: 32_473 };
  }

  /** Time stands still for the sender alone: the network goes on. */
  const stopTime = () =>
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });

  async function turnsUntil(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(resolve => setImmediate(resolve));
  }

  it.each<['TLSv1.2' | 'TLSv1.3']>([['TLSv1.2'], ['TLSv1.3']])(
    'has arrived, whole, when it is confirmed: %s',
    async version => {
      const siem = await receiving({ ...own(named), minVersion: version, maxVersion: version });
      await sendSyslog(siem, FRAMES);
      expect(receiver?.got.equals(FRAMES)).toBe(true);
      expect(receiver?.protocol).toBe(version);
    },
  );

  it('is told to whom it is said by name, and to an address by none', async () => {
    await sendSyslog(await receiving(), FRAMES);
    expect(receiver?.servername).toBe('localhost');
    await receiver?.stop();
    await sendSyslog({ ...(await receiving(own(numbered))), host: '127.0.0.1' }, FRAMES);
    expect(receiver?.servername).toBe(false);
  });

  it('is shown with a certificate of its own where one is set', async () => {
    const asks = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(strangers.caFile) };
    const siem = await receiving({ ...own(named), ...asks });
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
    await sendSyslog({ ...siem, client: strangers.issue('tallenne') }, FRAMES);
    expect(receiver?.peer).toBe('tallenne');
  });

  it('goes with the certificates as they are by then', async () => {
    const siem = { ...(await receiving()), caFile: join(folder, 'renewed.pem') };
    copyFileSync(strangers.caFile, siem.caFile);
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
    copyFileSync(authority.caFile, siem.caFile);
    await expect(sendSyslog(siem, FRAMES)).resolves.toBeUndefined();
  });

  it('is said to nobody whom the authority does not vouch for', async () => {
    const siem = await receiving(own(strangers.issue('localhost')));
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
    expect(receiver?.got).toHaveLength(0);
  });

  it('is said to nobody who has another name', async () => {
    const siem = await receiving(own(numbered));
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
    expect(receiver?.got).toHaveLength(0);
  });

  it('is said to nobody who speaks no more than TLS 1.1', async () => {
    const old: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const siem = await receiving({ ...own(named), ...old });
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
  });

  it('has not arrived where nobody listens, nor where a certificate cannot be read', async () => {
    const siem = await receiving();
    const unread = sendSyslog({ ...siem, caFile: join(folder, 'none.pem') }, FRAMES);
    await expect(unread).rejects.toMatchObject({ ...AWAY, cause: { code: 'ENOENT' } });
    await receiver?.stop();
    receiver = undefined;
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
  });

  it('has not arrived where the connection is reset', async () => {
    const siem = await receiving(own(named), at => at.plain?.resetAndDestroy());
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
  });

  it('has not arrived where the connection ends like one that is through, but without a word', async () => {
    const siem = await receiving(own(named), (at, socket) => {
      socket.once('data', () => at.plain?.end());
    });
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject({ ...AWAY, cause: { message: 'cut off' } });
  });

  it('has not arrived where the receiver has had enough before the end', async () => {
    const quiet = { minVersion: 'TLSv1.3', secureOptions: constants.SSL_OP_NO_TICKET } as const;
    const siem = await receiving({ ...own(named), ...quiet }, (_at, socket) => socket.end());
    await expect(sendSyslog(siem, FRAMES)).rejects.toMatchObject(AWAY);
  });

  it('is given up after ten seconds without an answer, and not before', async () => {
    stopTime();
    const siem = await receiving({ ...own(named), allowHalfOpen: true }, (_at, socket) => {
      socket.on('end', () => undefined); // and never says that it has read it all
    });
    const settled = jest.fn();
    const sending = expect(sendSyslog(siem, FRAMES).finally(settled)).rejects.toMatchObject(AWAY);
    await turnsUntil(() => receiver?.got.length === FRAMES.length || settled.mock.calls.length > 0);
    jest.advanceTimersByTime(9999);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(resolve => setImmediate(resolve));
    expect(settled).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    await sending;
  });

  it('waits no longer than a moment for the tickets of TLS 1.3: a receiver may send none', async () => {
    stopTime();
    const siem = await receiving({ ...own(named), minVersion: 'TLSv1.3', secureOptions: constants.SSL_OP_NO_TICKET });
    const settled = jest.fn();
    const sending = sendSyslog(siem, FRAMES).finally(settled);
    await turnsUntil(() => receiver?.got.length === FRAMES.length || settled.mock.calls.length > 0);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(resolve => setImmediate(resolve));
    jest.advanceTimersByTime(200);
    await sending;
    expect(settled).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
