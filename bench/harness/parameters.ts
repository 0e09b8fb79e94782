import { parseArgs } from 'node:util';
import { GROWN, LARGE, SMALL } from './site.js';

const MOST = 1_000_000_000;

/** What the bench is asked for. */
export interface Parameters {
  /** Every row. */
  readonly all: boolean;
  /** The rows that are named. */
  readonly names: readonly string[];
  /** A run of all that was broken off is not taken up again. */
  readonly anew: boolean;
  /** Named rows take the place of the same ones on the page. */
  readonly keep: boolean;
  /** How many recordings the grown installation has. */
  readonly grown: number;
}

export const USAGE = [
  'npm run bench -- all [--anew]     every row, and docs/performance.md; goes on with a run that was broken off, unless --anew',
  'npm run bench -- [--keep] ROW...  these rows; --keep puts them on the page beside the last run of all, which then says so',
  '--recordings N                    instead of ten million: a trial, which comes on no page',
];

/** Throws an error with a sentence for whoever typed them. */
export function readParameters(args: readonly string[]): Parameters {
  const options = {
    anew: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    recordings: { type: 'string', default: String(GROWN) },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const all = positionals.includes('all');
  const grown = Number(values.recordings);
  if (!Number.isInteger(grown) || grown <= SMALL || grown > MOST || grown === LARGE)
    throw new RangeError('--recordings is a number above 10,000 that no other row has: not 1,000,000.');
  if (all && positionals.length > 1) throw new RangeError('It is either all rows, or those that are named.');
  if (values.keep && (all || grown !== GROWN)) throw new RangeError('--keep is for named rows of the usual size.');
  if (values.anew && !all) throw new RangeError('--anew is for all rows.');
  return { all, names: all ? [] : positionals, anew: values.anew, keep: values.keep, grown };
}
