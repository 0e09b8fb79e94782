import type { Operation } from '../harness/measure.js';
import { RawInserts } from '../harness/raw-inserts.js';
import type { AtEnd } from '../harness/installation.js';

/** Single durable inserts over many connections to one cluster, which are opened when they are first needed. */
export class ManyRawInserts {
  readonly #open: RawInserts[] = [];

  constructor(
    private readonly ownerUrl: string,
    private readonly leafBytes: number,
    private readonly atEnd: AtEnd,
  ) {}

  /** One insert by whichever of so many connections is free first; who finds none waits in turn. */
  async by(connections: number): Promise<Operation> {
    while (this.#open.length < connections) await this.#openOne();
    const free = this.#open.slice(0, connections);
    const waiting: ((inserts: RawInserts) => void)[] = [];
    const letGo = (inserts: RawInserts) => {
      const next = waiting.shift();
      if (next) next(inserts);
      else free.push(inserts);
    };
    return async () => {
      const startedAtMs = performance.now();
      const inserts = free.pop() ?? (await new Promise<RawInserts>(resolve => waiting.push(resolve)));
      await inserts.insert();
      letGo(inserts);
      return performance.now() - startedAtMs;
    };
  }

  async #openOne(): Promise<void> {
    const inserts = await RawInserts.open(this.ownerUrl, this.leafBytes);
    this.atEnd(() => inserts.close());
    this.#open.push(inserts);
  }
}
