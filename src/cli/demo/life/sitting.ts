import type { Ledger } from './ledger.js';
import type { DemoClient } from './client.js';
import type { SeededRandom } from '../seeded-random.js';
import { seconds } from './timeline.js';

/** Gives out the references of the systems beside Tallenne: tickets, development items, complaint cases, requests. */
export class References {
  readonly #year: number;
  #given = 0;

  constructor(year: number) {
    this.#year = year;
  }

  ticket(): string {
    return `INC-${20_000 + this.#next()}`;
  }

  developmentItem(): string {
    return `KEH-${100 + this.#next()}`;
  }

  complaint(): string {
    return `REK-${this.#year}-${100 + this.#next()}`;
  }

  rightsRequest(): string {
    return `RP-${this.#year}-${100 + this.#next()}`;
  }

  #next(): number {
    return (this.#given += 1);
  }
}

/** A person at work, signed in: what they have in hand and what chance they act by. */
export interface Sitting {
  readonly client: DemoClient;
  readonly username: string;
  readonly random: SeededRandom;
  readonly ledger: Ledger;
  readonly references: References;
  readonly now: () => Date;
}

/** How long somebody looks at a page before they go on. */
export function aWhile({ random }: Pick<Sitting, 'random'>): number {
  return seconds(random.between(4, 45));
}
