/** Whether specs that take a part of something by turns are to take all of it: `npm run test:whole -- <spec>` (CONTRIBUTING.md). */
export const isWhole = process.env.TALLENNE_WHOLE === '1';

/** The one of `values` whose turn it is, so that each of several tests takes another one; all of them as a whole. */
export function inTurn<Value>(turn: number, values: readonly Value[]): readonly Value[] {
  return isWhole ? values : values.slice(turn % values.length, (turn % values.length) + 1);
}
