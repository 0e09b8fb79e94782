/** How values lie: all of them between `min` and `max`, half of them between the quartiles. */
export interface Spread {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
}

/** The spread of one value or more. */
export function spreadOf(values: readonly number[]): Spread {
  return {
    min: quantile(values, 0),
    lowerQuartile: quantile(values, 0.25),
    median: median(values),
    upperQuartile: quantile(values, 0.75),
    max: quantile(values, 1),
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which the `share` (0 to 1) of `values` lies, between two of them by their distance to it.
 * @throws RangeError for no values
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('there is no quantile of nothing');
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
