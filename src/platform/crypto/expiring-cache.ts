/** Reads a clock that never goes back, in milliseconds. */
export type MonotonicMs = () => number;

/** A value and when its time has come. */
export interface Expiring<V> {
  readonly value: V;
  readonly expiresAtMs: number;
}

/**
 * At most `size` values, each until its time has come; the oldest gives way. An expired value is not returned, and is
 * let go of within `sweepMs` even if nobody asks for it.
 */
export class ExpiringCache<V> {
  readonly #entries = new Map<string, Expiring<V>>();
  readonly #size: number;
  readonly #sweepMs: number;
  readonly #nowMs: MonotonicMs;
  #timer: NodeJS.Timeout | undefined;
  /** Counts the deletions: what was being loaded during one may be what was to go. */
  #deletions = 0;

  constructor(options: { size: number; sweepMs: number; nowMs: MonotonicMs }) {
    this.#size = options.size;
    this.#sweepMs = options.sweepMs;
    this.#nowMs = options.nowMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value of that name, or else what `load` resolves to; kept, unless something was deleted meanwhile. */
  async getOrLoad(name: string, load: () => Promise<Expiring<V>>): Promise<Expiring<V>> {
    const cached = this.#get(name);
    if (cached !== undefined) return cached;
    const deletions = this.#deletions;
    const loaded = await load();
    if (deletions === this.#deletions) this.#set(name, loaded);
    return loaded;
  }

  /** Lets go of every value whose name fits, also of one that is being loaded. */
  deleteWhere(fits: (name: string) => boolean): void {
    this.#deletions += 1;
    for (const name of this.#entries.keys()) if (fits(name)) this.#entries.delete(name);
  }

  #get(name: string): Expiring<V> | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.expiresAtMs > this.#nowMs()) return entry;
    this.#entries.delete(name);
    return undefined;
  }

  #set(name: string, entry: Expiring<V>): void {
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#size && !oldest.done) this.#entries.delete(oldest.value);
    this.#timer ??= setTimeout(() => {
      this.#sweep();
    }, this.#sweepMs).unref();
  }

  #sweep(): void {
    const nowMs = this.#nowMs();
    for (const [name, entry] of this.#entries) if (entry.expiresAtMs <= nowMs) this.#entries.delete(name);
    this.#timer = this.#entries.size === 0 ? undefined : this.#timer?.refresh();
  }
}
