/** One message of PostgreSQL's protocol 3, with its head. */
export interface Frame {
  /** The type byte as a letter; empty for a start-up message, which has none. */
  readonly type: string;
  /** The whole message. */
  readonly bytes: Buffer;
  /** What follows type and length. */
  readonly body: Buffer;
}

const LENGTH_BYTES = 4;

/** Cuts a stream of bytes into messages (PostgreSQL, Frontend/Backend Protocol: Message Formats). */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** @param startsUp whether the first message is one without a type byte, as a client's is */
  constructor(private startsUp: boolean) {}

  /** The messages that are complete with `chunk`. */
  split(chunk: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.#take(); frame; frame = this.#take()) frames.push(frame);
    return frames;
  }

  #take(): Frame | null {
    const headBytes = this.startsUp ? 0 : 1;
    if (this.#rest.length < headBytes + LENGTH_BYTES) return null;
    const endsAt = headBytes + this.#rest.readInt32BE(headBytes);
    if (this.#rest.length < endsAt) return null;
    const bytes = this.#rest.subarray(0, endsAt);
    this.#rest = this.#rest.subarray(endsAt);
    this.startsUp = false;
    return {
      type: bytes.toString('latin1', 0, headBytes),
      bytes,
      body: bytes.subarray(headBytes + LENGTH_BYTES),
    };
  }
}

/** The strings with which the body of a message begins, each ended by a zero byte. */
export function stringsOf(body: Buffer, count: number): string[] {
  return body.toString('utf8').split('\0', count);
}

/** A message Query of one or more statements. */
export function queryFrame(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(1 + LENGTH_BYTES);
  head.write('Q', 'latin1');
  head.writeInt32BE(LENGTH_BYTES + body.length, 1);
  return Buffer.concat([head, body]);
}
