/** Bytes that wait to be read, in order. Pieces are joined only where a reader wants more than the first holds. */
export class ByteQueue {
  #pieces: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  /** The first `count` bytes, or all where there are fewer; they stay. */
  peek(count: number): Buffer {
    return this.#first(count).subarray(0, count);
  }

  /** The first `count` bytes, or all where there are fewer; they go. */
  take(count: number): Buffer {
    const first = this.#first(count);
    const taken = first.subarray(0, count);
    this.#length -= taken.length;
    if (taken.length === first.length) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(count);
    return taken;
  }

  #first(count: number): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    if (first.length >= count || this.#pieces.length < 2) return first;
    const whole = Buffer.concat(this.#pieces);
    this.#pieces = [whole];
    return whole;
  }
}
