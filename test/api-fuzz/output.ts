/** What this process says while it is listened to, with those lines that hold what none may. */
export class Output {
  readonly leaks: string[] = [];
  readonly last: string[] = [];
  readonly #ends: (() => void)[] = [];
  #real = process.stdout.write.bind(process.stdout);

  /** @param isLeak whether a piece of output holds what none may */
  constructor(private readonly isLeak: (text: string) => boolean) {
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = process[name];
      const real = stream.write.bind(stream);
      if (name === 'stdout') this.#real = real;
      stream.write = (bytes: unknown) =>
        this.#hear(bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : String(bytes));
      this.#ends.push(() => void (stream.write = real));
    }
  }

  /** One line that is ours and not the server's. */
  say(line: string): void {
    this.#real(`${line}\n`);
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #hear(text: string): true {
    this.last.push(text.slice(0, 1000));
    if (this.last.length > 200) this.last.shift();
    if (this.isLeak(text)) this.leaks.push(text.slice(0, 300));
    return true;
  }
}
