import type { SyntheticCall } from '../calls.js';

/** A recording that was taken into custody, as the telephone system knows it. */
export interface FiledCall {
  readonly id: string;
  readonly contactId: string;
  readonly call: SyntheticCall['metadata'];
}

/** What has come in so far: who calls the desk again, complains or asks for their data is one of these callers. */
export class Ledger {
  readonly #filed: FiledCall[] = [];

  add(filed: FiledCall): void {
    this.#filed.push(filed);
  }

  /** The calls that ended within the last `days` before `now`, the newest first. */
  lately(now: Date, days: number): FiledCall[] {
    const from = new Date(now.getTime() - days * 86_400_000).toISOString();
    return this.#filed.filter(({ call }) => call.endedAt >= from).reverse();
  }
}
