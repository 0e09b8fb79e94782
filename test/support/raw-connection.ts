import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection whose bytes a test writes itself, when it wants. */
export class RawConnection {
  readonly #socket: Socket;
  #text = '';
  /** What came until the other side ended it, in whichever way. */
  readonly answer: Promise<string>;

  private constructor(private readonly port: number) {
    this.#socket = connect(port, '127.0.0.1').setEncoding('latin1');
    this.#socket.on('data', (piece: string) => (this.#text += piece));
    this.#socket.on('error', () => undefined); // a reset ends it, too
    this.answer = new Promise(resolve => {
      this.#socket.once('close', () => {
        resolve(this.#text);
      });
    });
  }

  /** Begun; the kernel may have taken it, and the server not yet. */
  static begun(port: number): RawConnection {
    return new RawConnection(port);
  }

  static async connected(port: number): Promise<RawConnection> {
    const connection = new RawConnection(port);
    await once(connection.#socket, 'connect');
    return connection;
  }

  /** Sends a head; a body is whoever calls’s to write, or to leave out. */
  ask(line: string, headers: Readonly<Record<string, string>> = {}): this {
    const all = Object.entries({ Host: `127.0.0.1:${this.port}`, ...headers });
    return this.write(`${line} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  }

  write(text: string): this {
    this.#socket.write(text, 'latin1');
    return this;
  }
}
