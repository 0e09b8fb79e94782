/** A share of the asked rate that was tried, and whether the machine bore it. */
export interface Tried {
  readonly share: number;
  readonly borne: boolean;
}

const CLIMB = [0.1, 0.25, 0.5, 0.75, 1];
const LOWEST = 0.01;
/** Two shares that lie so near to each other tell the knee well enough. */
const NEAR = 1.15;
/** How far below the knee a load is held for long. */
const OF_THE_KNEE = 0.7;

/** The share to try next: upwards until one is not borne, then between; null when enough is known. @throws where nothing is borne */
export function nextShare(tried: readonly Tried[]): number | null {
  const [knee, ceiling] = [kneeOf(tried), ceilingOf(tried)];
  if (ceiling === Infinity) return CLIMB.find(share => share > knee) ?? null;
  if (knee > 0) return ceiling / knee <= NEAR ? null : Math.sqrt(knee * ceiling);
  if (ceiling / 2 < LOWEST) throw new Error('the machine bears nothing of the load');
  return ceiling / 2;
}

/** The highest share that was borne, below every one that was not. */
export function kneeOf(tried: readonly Tried[]): number {
  const ceiling = ceilingOf(tried);
  return Math.max(0, ...tried.filter(({ share, borne }) => borne && share < ceiling).map(({ share }) => share));
}

/** The share to hold: all of it where that was borne, and otherwise 70 % of the knee. */
export function heldShare(tried: readonly Tried[]): number {
  return ceilingOf(tried) === Infinity ? kneeOf(tried) : kneeOf(tried) * OF_THE_KNEE;
}

function ceilingOf(tried: readonly Tried[]): number {
  return Math.min(Infinity, ...tried.filter(({ borne }) => !borne).map(({ share }) => share));
}
