/** How often what happened. */
export class Counts {
  readonly #numbers = new Map<string, number>();

  add(what: string, by = 1): void {
    this.#numbers.set(what, (this.#numbers.get(what) ?? 0) + by);
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries([...this.#numbers].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
