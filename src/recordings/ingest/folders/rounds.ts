import type { InboxFile, InboxPlace } from '../../../platform/files/inbox/inbox-place.js';
import { nameOf } from './error-name.js';
import type { Passed } from './pass-files.js';

/** How many files are looked at before those among them are taken that are ready: what is held in memory, and what a look costs. */
const FILES_A_WINDOW = 5_000;
/** What it costs to have looked at much and found nothing, in files. */
const NOTHING_FOUND = 1_000;

/** What is done with a window of files of one place. */
export type Pass = (source: string, files: readonly InboxFile[]) => Promise<Passed>;

/** How a round went. */
export interface Went {
  readonly taken: number;
  /** At how many places something was wrong with the place. */
  readonly failed: number;
  /** How many files their store did not give, or did not let go. */
  readonly withheld: number;
}

/** Goes round the sources of an inbox, each time a window of files of each. */
export class Rounds {
  /** Where the walk through each place stands. */
  readonly #walks = new Map<string, AsyncGenerator<InboxFile | null>>();
  /** What was said of each source last: what stays as it is, is said again when it was forgotten. */
  readonly #told = new Map<string, string>();

  constructor(
    private readonly pass: Pass,
    /** Hears of a source and of the name of an error: a file's name may hold a number. */
    private readonly tell: (source: string, error: string) => void,
  ) {}

  /** Whether a walk stands before its end. */
  get isUnderWay(): boolean {
    return this.#walks.size > 0;
  }

  /** One window of files of each place. */
  async go(places: readonly InboxPlace[]): Promise<Went> {
    await this.#leave(places);
    let [taken, failed, withheld] = [0, 0, 0];
    for (const place of places) {
      const wentWell = await this.each(place, async () => {
        const passed = await this.pass(place.source, await this.#window(place));
        taken += passed.taken;
        withheld += passed.withheld;
      });
      if (!wentWell) failed += 1;
    }
    return { taken, failed, withheld };
  }

  /** What fails at one source is no other's matter, and is tried again at the next look. Returns whether it went well. */
  async each({ source }: InboxPlace, work: (passedOver: (error: string) => void) => Promise<void>): Promise<boolean> {
    try {
      await work(error => {
        this.#say(source, error);
      });
      return true;
    } catch (error) {
      this.#say(source, nameOf(error));
      return false;
    }
  }

  /** Says everything again that stays as it is. */
  forget(): void {
    this.#told.clear();
  }

  /** A walk whose place is gone would stand before its end for ever. */
  async #leave(places: readonly InboxPlace[]): Promise<void> {
    const sources = new Set(places.map(({ source }) => source));
    for (const [source, walk] of this.#walks) {
      if (sources.has(source)) continue;
      this.#walks.delete(source);
      await walk.return(null);
    }
  }

  #say(source: string, error: string): void {
    if (this.#told.get(source) === error) return;
    this.#told.set(source, error);
    this.tell(source, error);
  }

  /** Goes on where the walk stood; a walk that is at its end begins anew at the next look. */
  async #window(place: InboxPlace): Promise<InboxFile[]> {
    const { source } = place;
    const walk =
      this.#walks.get(source) ??
      place.walk(error => {
        this.#say(source, error);
      });
    this.#walks.set(source, walk);
    const files: InboxFile[] = [];
    for (let looked = 0; looked < FILES_A_WINDOW;) {
      const next = await walk.next().catch((error: unknown) => {
        this.#walks.delete(source);
        throw error;
      });
      if (next.done === true) {
        this.#walks.delete(source);
        break;
      }
      looked += next.value ? 1 : NOTHING_FOUND;
      if (next.value) files.push(next.value);
    }
    return files;
  }
}
