import type { Comparison } from '../harness/comparison.js';
import type { Site } from '../harness/site.js';

/** A row of the bench: how its two sides are made ready to be measured. */
export interface Row {
  readonly name: string;
  readonly prepare: (site: Site) => Promise<Comparison>;
}
