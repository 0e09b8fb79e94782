/** A case is kept for two years after its close as a rule, and may have been open for long before. */
const YEARS = 5;

/** The years that can be looked at on a day, `YYYY-MM-DD`: the present one first. */
export function yearsTo(today: string): [number, ...number[]] {
  const year = Number(today.slice(0, 4));
  return [year, ...Array.from({ length: YEARS - 1 }, (_, index) => year - 1 - index)];
}
