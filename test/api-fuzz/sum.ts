import { Counts } from '../support/counts.js';

/** What the requests to all servers add up to. */
export class Sum {
  requests = 0;
  busyMs = 0;
  /** Requests that were refused because the machine had no time to write the log. */
  late = 0;
  readonly #operations = new Map<string, number>();
  readonly #answers = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly #broken = new Map<string, Counts>();
  readonly #refusals = new Map<string, Counts>();

  add(operation: string, status: number, why = ''): void {
    this.requests += 1;
    this.#operations.set(operation, (this.#operations.get(operation) ?? 0) + 1);
    const kind = `${Math.floor(status / 100)}xx`;
    this.#answers.set(kind, (this.#answers.get(kind) ?? 0) + 1);
    if (status < 400) this.#taken.add(operation);
    else if (why !== '') this.#countRefusal(operation, why);
  }

  #countRefusal(operation: string, why: string): void {
    count(this.#refusals, operation, why);
  }

  /** A way was not walked to its end: a step of it was refused. */
  broken(way: string, why: string): void {
    count(this.#broken, way, why);
  }

  /** By way, which steps were refused how often. */
  get brokenWays(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries([...this.#broken].sort().map(([way, counts]) => [way, counts.toJSON()]));
  }

  get perSecond(): number {
    return Math.round(this.requests / (this.busyMs / 1000));
  }

  /** By the first digit of the status. */
  get answers(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#answers].sort());
  }

  get operations(): number {
    return this.#operations.size;
  }

  /** How many requests the operation with the fewest got. */
  get fewest(): number {
    return Math.min(...this.#operations.values());
  }

  /** Operations that no request has got through: where nothing was answered below 400. */
  /** With the codes of the refusals of what was valid by its schema. */
  get neverTaken(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const never = [...this.#operations.keys()].filter(name => !this.#taken.has(name)).sort();
    return Object.fromEntries(never.map(name => [name, this.#refusals.get(name)?.toJSON() ?? {}]));
  }
}

function count(counts: Map<string, Counts>, of: string, what: string): void {
  const own = counts.get(of) ?? new Counts();
  own.add(what);
  counts.set(of, own);
}
