import type { Standing } from '../check-result.js';
import type { FigureName } from '../figures.js';
import type { PromiseName } from '../promises.js';

/** A promise in words: what the notice says, what keeps it, and what the check looks at. */
export interface WordsOfPromise {
  readonly says: string;
  readonly keeps: string;
  readonly shows: string;
}

/** What promises and their proof say in one language. */
export interface PromiseWords {
  readonly promises: Readonly<Record<PromiseName, WordsOfPromise>>;
  readonly figures: Readonly<Record<FigureName, string>>;
  readonly standings: Readonly<Record<Standing, string>>;
  /** A figure that there is not. */
  readonly none: string;
  /** A country that nobody has declared. */
  readonly undeclared: string;
  readonly incident: (openedAt: string) => string;
  readonly paper: {
    readonly title: string;
    readonly asOf: (at: string) => string;
    readonly caption: string;
    readonly headers: readonly string[];
    readonly sections: (numbers: readonly number[]) => string;
    readonly never: string;
  };
}
