/** Where progress is shown: standard output, or a part of it in tests. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const BAR_WIDTH = 30;
const PLAIN_STEPS = 10;
const ERASE_LINE = '\r\u001B[2K';

/** Shows how far a long work is: a bar on a terminal, a plain line at each tenth elsewhere. */
export class Progress {
  readonly #screen: Screen;
  readonly #what: string;
  #shown = '';

  constructor(screen: Screen, what: string) {
    this.#screen = screen;
    this.#what = what;
  }

  /** `fraction` from 0 to 1; `note` says where the work is. */
  show(fraction: number, note: string): void {
    const text = this.#screen.isTTY ? this.#bar(fraction, note) : this.#tenth(fraction, note);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#screen.write(this.#screen.isTTY ? `${ERASE_LINE}${text}` : text);
  }

  /** A line of its own, above the bar. */
  say(line: string): void {
    this.end();
    this.#screen.write(`${line}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (!this.#screen.isTTY || this.#shown === '') return;
    this.#screen.write(ERASE_LINE);
    this.#shown = '';
  }

  #bar(fraction: number, note: string): string {
    const filled = Math.round(fraction * BAR_WIDTH);
    return `${this.#what} [${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] ${percent(fraction)} ${note}`;
  }

  /** The same text for the whole of a tenth, so that it is written once. */
  #tenth(fraction: number, note: string): string {
    const tenth = Math.floor(fraction * PLAIN_STEPS) / PLAIN_STEPS;
    const begun = `${this.#what} ${percent(tenth)}`;
    return this.#shown.startsWith(`${begun} `) ? this.#shown : `${begun} ${note}\n`;
  }
}

function percent(fraction: number): string {
  return `${Math.floor(fraction * 100)} %`;
}
