import { Counts } from '../support/counts.js';

type Numbers = Readonly<Record<string, number>>;

/** What a round or several have added up to, as it is kept. */
export interface Summed {
  readonly busyMs: number;
  readonly late: number;
  /** How many requests each operation got, by the first digit of the answer: `GET /healthz 2xx`. */
  readonly answers: Numbers;
  /** Of these, those below 400 that were drafted by chance and made on no way. */
  readonly byChance: Numbers;
  /** Codes of the refusals of what was valid by its schema, and of steps on the ways. */
  readonly refusals: Readonly<Record<string, Numbers>>;
  readonly brokenWays: Readonly<Record<string, Numbers>>;
}

/** What the requests add up to. */
export class Sum {
  busyMs = 0;
  /** Requests that were refused because the machine had no time to write the log. */
  late = 0;
  readonly #answers = new Counts();
  readonly #byChance = new Counts();
  readonly #broken = new Map<string, Counts>();
  readonly #refusals = new Map<string, Counts>();

  add(operation: string, status: number, why = ''): void {
    this.#answers.add(`${operation} ${Math.floor(status / 100)}xx`);
    if (status >= 400 && why !== '') count(this.#refusals, operation, why);
  }

  takenByChance(operation: string): void {
    this.#byChance.add(operation);
  }

  /** A way was not walked to its end: a step of it was refused. */
  broken(way: string, why: string): void {
    count(this.#broken, way, why);
  }

  /** Adds what was kept of others. */
  take({ busyMs, late, answers, byChance, refusals, brokenWays }: Summed): void {
    this.busyMs += busyMs;
    this.late += late;
    for (const [what, by] of Object.entries(answers)) this.#answers.add(what, by);
    for (const [operation, by] of Object.entries(byChance)) this.#byChance.add(operation, by);
    takeInto(this.#refusals, refusals);
    takeInto(this.#broken, brokenWays);
  }

  toJSON(): Summed {
    const { busyMs, late } = this;
    const [answers, byChance] = [this.#answers.toJSON(), this.#byChance.toJSON()];
    return { busyMs, late, answers, byChance, refusals: plain(this.#refusals), brokenWays: plain(this.#broken) };
  }

  get requests(): number {
    return total(Object.values(this.#answers.toJSON()));
  }

  get perSecond(): number {
    return Math.round(this.requests / (this.busyMs / 1000));
  }

  /** By the first digit of the status. */
  get answers(): Numbers {
    const counts = new Counts();
    for (const [what, by] of Object.entries(this.#answers.toJSON())) counts.add(what.slice(-3), by);
    return counts.toJSON();
  }

  get operations(): number {
    return this.#requestsOf().size;
  }

  /** How many requests the operation with the fewest got. */
  get fewest(): number {
    return Math.min(...this.#requestsOf().values());
  }

  /** How many operations took what was drafted by chance. */
  get takenByChanceAlone(): number {
    return Object.keys(this.#byChance.toJSON()).length;
  }

  /** By way, which steps were refused how often. */
  get brokenWays(): Readonly<Record<string, Numbers>> {
    return plain(this.#broken);
  }

  /** Operations where nothing was answered below 400, with the codes of refusals of what should have been. */
  get neverTaken(): Readonly<Record<string, Numbers>> {
    const answers = this.#answers.toJSON();
    const isTaken = (name: string) => ['1xx', '2xx', '3xx'].some(kind => `${name} ${kind}` in answers);
    const never = [...this.#requestsOf().keys()].filter(name => !isTaken(name)).sort();
    return Object.fromEntries(never.map(name => [name, this.#refusals.get(name)?.toJSON() ?? {}]));
  }

  #requestsOf(): ReadonlyMap<string, number> {
    const requests = new Map<string, number>();
    for (const [what, by] of Object.entries(this.#answers.toJSON())) {
      const operation = what.slice(0, -4);
      requests.set(operation, (requests.get(operation) ?? 0) + by);
    }
    return requests;
  }
}

function count(counts: Map<string, Counts>, of: string, what: string, by = 1): void {
  const own = counts.get(of) ?? new Counts();
  own.add(what, by);
  counts.set(of, own);
}

function takeInto(counts: Map<string, Counts>, kept: Readonly<Record<string, Numbers>>): void {
  for (const [of, numbers] of Object.entries(kept))
    for (const [what, by] of Object.entries(numbers)) count(counts, of, what, by);
}

function plain(counts: ReadonlyMap<string, Counts>): Readonly<Record<string, Numbers>> {
  return Object.fromEntries([...counts].sort().map(([of, numbers]) => [of, numbers.toJSON()]));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
