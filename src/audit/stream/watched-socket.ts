import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

const HEADER_BYTES = 5;
const ALERT = 21;
const APPLICATION_DATA = 23;
/** Level, description, and in TLS 1.3 the inner type and the tag (RFC 8446 §5.2). */
const SEALED_ALERT_BYTES = 19;

/**
 * A connection that TLS runs over, which notes of what records came: an orderly end is told by an alert (`close_notify`), and Node
 * itself does not tell it from a connection that was cut.
 */
export class WatchedSocket extends Duplex {
  #header = Buffer.alloc(0);
  #skip = 0;
  #lastWasAlert = false;
  #hasEnded = false;
  #wasCut = false;

  constructor(private readonly socket: Socket) {
    super();
    socket.on('data', (bytes: Buffer) => {
      this.#look(bytes);
      if (!this.destroyed && !this.push(bytes)) socket.pause();
    });
    socket.on('error', error => {
      this.#wasCut = true;
      this.destroy(error);
    });
    // Destroyed here, it would take from TLS what has come and is not read yet, an alert for instance.
    for (const over of ['end', 'close'])
      socket.once(over, () => {
        this.#endOnce();
      });
  }

  /** Whether the last record that came was an alert, whole. */
  get lastWasAlert(): boolean {
    return this.#lastWasAlert && this.#skip === 0 && this.#header.length === 0;
  }

  /** Whether it ended by a reset, or by {@link cut}. */
  get wasCut(): boolean {
    return this.#wasCut;
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(bytes, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => {
      done();
    });
  }

  /** TLS is through before the other side has closed: whoever closes without having read everything resets, which only shows then. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (error) this.socket.destroy();
    if (this.socket.closed) {
      done(error);
      return;
    }
    this.socket.once('close', () => {
      done(error);
    });
    this.socket.resume();
    this.socket.end();
  }

  /** Waits for nothing any more. */
  cut(): void {
    this.#wasCut = true;
    this.socket.destroy();
  }

  #endOnce(): void {
    if (!this.#hasEnded && !this.destroyed) this.push(null);
    this.#hasEnded = true;
  }

  /** Records may come in any pieces. */
  #look(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      const skipped = Math.min(this.#skip, rest.length);
      this.#skip -= skipped;
      rest = rest.subarray(skipped);
      const wanted = HEADER_BYTES - this.#header.length;
      this.#header = Buffer.concat([this.#header, rest.subarray(0, wanted)]);
      rest = rest.subarray(wanted);
      if (this.#header.length === HEADER_BYTES) this.#begin();
    }
  }

  #begin(): void {
    const [type, length] = [this.#header.readUInt8(0), this.#header.readUInt16BE(3)];
    this.#lastWasAlert = type === ALERT || (type === APPLICATION_DATA && length === SEALED_ALERT_BYTES);
    this.#skip = length;
    this.#header = Buffer.alloc(0);
  }
}
