import type { Grouping } from '../grouping.js';

/** Everything that a study says on paper. */
export interface StudyWords {
  readonly title: string;
  /** From which day through which. */
  readonly lead: (from: string, through: string) => string;
  readonly only: (queue: string | null, unit: string | null) => string;
  readonly groups: Readonly<Record<Grouping, string>>;
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  /** Before the Monday of a week. */
  readonly weekOf: (monday: string) => string;
  readonly hour: (hour: string) => string;
  readonly notTold: string;
  readonly all: string;
  readonly none: string;
  readonly calls: { readonly caption: string; readonly headers: readonly string[] };
  readonly waiting: { readonly caption: string; readonly headers: readonly string[] };
  readonly talking: { readonly caption: string; readonly headers: readonly string[] };
  readonly callers: { readonly caption: string; readonly headers: readonly string[] };
  readonly how: string;
  /** What every study says of itself. */
  readonly rules: readonly string[];
  readonly exact: string;
  readonly within: (percent: string) => string;
  readonly without: (days: string) => string;
}
