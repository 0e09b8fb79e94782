/** Cases are kept for two years after they are closed; what is older counts no more. */
const YEARS = 5;

/** The years that can be looked at on a day, `YYYY-MM-DD`: the present one first. */
export function yearsTo(today: string): [number, ...number[]] {
  const year = Number(today.slice(0, 4));
  return [year, ...Array.from({ length: YEARS - 1 }, (_, index) => year - 1 - index)];
}
