/** What was found, each once for an operation, with how often and an example. */
export class Faults {
  readonly #counts = new Map<string, number>();

  constructor(private readonly tell: (line: string) => void) {}

  add(operation: string, fault: string, example = ''): void {
    const key = `${operation} ${fault}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count === 1) this.tell(`FAULT ${key}${example === '' ? '' : `\n    ${example}`}`);
  }

  get lines(): string[] {
    return [...this.#counts].map(([key, count]) => `${key} (${count})`).sort();
  }
}
