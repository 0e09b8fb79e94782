import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Issued } from './tls-authority.js';

/** A message as it was read, strictly by RFC 5424. */
export interface SyslogMessage {
  readonly facility: number;
  readonly severity: number;
  readonly timestamp: string;
  readonly hostname: string;
  readonly appName: string;
  readonly procId: string;
  readonly msgId: string;
  readonly sdId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Of UTF-8, behind its byte order mark. */
  readonly text: string;
}

/** How the next connection ends before its time. */
export interface Cut {
  /** In the middle of the frame that follows so many messages. */
  readonly afterMessages: number;
  /** `reset`: the other side learns of an error. `quiet`: the connection ends like one that is through, but without `close_notify`. */
  readonly how: 'reset' | 'quiet';
}

/** A receiver of syslog over TLS (RFC 5425) that takes nothing which is not exactly by the book. */
export class SyslogReceiver {
  /** What was taken, in the order of coming; of a frame that was cut off, nothing. */
  readonly messages: SyslogMessage[] = [];
  /** What was not by the book. */
  readonly faults: string[] = [];
  connections = 0;
  cut: Cut | null = null;
  readonly #sockets = new Set<TLSSocket>();
  /** What the newest connection runs over: a connection of TLS cannot be reset itself. */
  #underneath: Socket | undefined;

  private constructor(private readonly server: Server) {}

  /** Listens on loopback, on any free port where none is named; asks clients for a certificate of `clientCaFile` where that is given. */
  static async start(own: Issued, options: { port?: number; clientCaFile?: string } = {}): Promise<SyslogReceiver> {
    const { port = 0, clientCaFile } = options;
    const asks = clientCaFile ? { requestCert: true, rejectUnauthorized: true, ca: readFileSync(clientCaFile) } : {};
    const server = createServer({ cert: readFileSync(own.certificateFile), key: readFileSync(own.keyFile), ...asks });
    const receiver = new SyslogReceiver(server);
    server.on('connection', (socket: Socket) => {
      receiver.#underneath = socket;
    });
    server.on('secureConnection', socket => {
      receiver.#take(socket);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port; // of a server that listens
  }

  /** Places of the leaves that came, in the order of coming. */
  indexes(): number[] {
    return this.messages.map(({ parameters }) => Number(parameters.index));
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #take(socket: TLSSocket): void {
    const { cut } = this;
    const underneath = this.#underneath;
    let waiting = Buffer.alloc(0);
    let taken = 0;
    let isCut = false;
    this.cut = null;
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.once('end', () => {
      if (waiting.length > 0 && !isCut) this.faults.push('a frame has no end');
    });
    socket.on('data', (chunk: Buffer) => {
      if (isCut) return;
      waiting = Buffer.concat([waiting, chunk]);
      for (let frame = this.#frame(waiting); frame; frame = this.#frame(waiting)) {
        if (cut && taken === cut.afterMessages) {
          isCut = true;
          if (cut.how === 'reset') underneath?.resetAndDestroy();
          else socket.destroy();
          return;
        }
        waiting = waiting.subarray(frame.ends);
        taken += 1;
        this.#read(frame.message);
      }
    });
  }

  /** RFC 5425 §4.3.1: MSG-LEN is NONZERO-DIGIT *DIGIT, and one space. */
  #frame(bytes: Buffer): { message: Buffer; ends: number } | null {
    const space = bytes.subarray(0, 12).indexOf(0x20);
    if (space < 0) {
      if (bytes.length >= 12) this.faults.push('a frame without its length');
      return null;
    }
    const length = bytes.subarray(0, space).toString('latin1');
    if (!/^[1-9]\d*$/.test(length)) {
      this.faults.push('a length that is none');
      return null;
    }
    const ends = space + 1 + Number(length);
    return bytes.length < ends ? null : { message: bytes.subarray(space + 1, ends), ends };
  }

  #read(message: Buffer): void {
    try {
      this.messages.push(readMessage(message));
    } catch (error) {
      this.faults.push(error instanceof Error ? error.message : 'unreadable');
    }
  }
}

const HEADER =
  /^<(0|[1-9]\d{0,2})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) ([\x21-\x7e]{1,255}) ([\x21-\x7e]{1,48}) ([\x21-\x7e]{1,128}) ([\x21-\x7e]{1,32}) /;

/** Reads a message (RFC 5424 §6). @throws Error that says what is not by the book */
export function readMessage(message: Buffer): SyslogMessage {
  const latin1 = message.toString('latin1');
  const header = HEADER.exec(latin1);
  if (!header) throw new Error('the header is not by the book');
  const [whole, priority, timestamp = '', hostname = '', appName = '', procId = '', msgId = ''] = header;
  if (Number(priority) > 191) throw new Error('there is no such priority');
  const { sdId, parameters, ends } = structuredData(message, whole.length);
  return {
    ...{ facility: Number(priority) >> 3, severity: Number(priority) & 7 },
    ...{ timestamp, hostname, appName, procId, msgId, sdId, parameters, text: textOf(message.subarray(ends)) },
  };
}

/** One element: `[name@number param="value" ...]`; in values `"`, `\` and `]` stand behind a `\`. */
function structuredData(message: Buffer, begins: number) {
  const rest = message.subarray(begins).toString('utf8');
  const name = /^\[([^ ="\]\x00-\x20\x7f-\uffff]{1,32}@[1-9]\d*)/.exec(rest);
  if (!name) throw new Error('the structured data have no name');
  let at = name[0].length;
  const parameters: Record<string, string> = {};
  while (rest[at] === ' ') {
    const found = /^ ([^ ="\]\x00-\x20\x7f-\uffff]{1,32})="((?:[^"\\\]]|\\["\\\]])*)"/.exec(rest.slice(at));
    if (!found) throw new Error('a parameter is not by the book');
    parameters[found[1] ?? ''] = (found[2] ?? '').replace(/\\(["\\\]])/g, '$1');
    at += found[0].length;
  }
  if (rest[at] !== ']') throw new Error('the structured data have no end');
  return { sdId: name[1] ?? '', parameters, ends: begins + Buffer.byteLength(rest.slice(0, at + 1)) };
}

function textOf(rest: Buffer): string {
  if (!rest.subarray(0, 4).equals(Buffer.from([0x20, 0xef, 0xbb, 0xbf]))) throw new Error('the text has no BOM');
  return new TextDecoder('utf-8', { fatal: true }).decode(rest.subarray(4));
}
