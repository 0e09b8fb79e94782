/** Reads a clock that never goes back, in milliseconds. */
export type MonotonicMs = () => number;

interface Entry<V> {
  readonly value: V;
  readonly expiresAtMs: number;
}

/**
 * At most `size` values, each until its time has come; the oldest gives way. An expired value is not returned, and is
 * let go of within `sweepMs` even if nobody asks for it.
 */
export class ExpiringCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #size: number;
  readonly #sweepMs: number;
  readonly #nowMs: MonotonicMs;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { size: number; sweepMs: number; nowMs: MonotonicMs }) {
    this.#size = options.size;
    this.#sweepMs = options.sweepMs;
    this.#nowMs = options.nowMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(name: string): V | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.expiresAtMs > this.#nowMs()) return entry?.value;
    this.#entries.delete(name);
    return undefined;
  }

  set(name: string, value: V, expiresAtMs: number): void {
    this.#entries.delete(name);
    this.#entries.set(name, { value, expiresAtMs });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#size && !oldest.done) this.#entries.delete(oldest.value);
    this.#timer ??= setTimeout(() => {
      this.#sweep();
    }, this.#sweepMs).unref();
  }

  /** Lets go of every value whose name fits. */
  deleteWhere(fits: (name: string) => boolean): void {
    for (const name of this.#entries.keys()) if (fits(name)) this.#entries.delete(name);
  }

  #sweep(): void {
    const nowMs = this.#nowMs();
    for (const [name, entry] of this.#entries) if (entry.expiresAtMs <= nowMs) this.#entries.delete(name);
    this.#timer = this.#entries.size === 0 ? undefined : this.#timer?.refresh();
  }
}
