const HIGHEST = 32_767;
const LOWEST = -32_768;

/** A number kept within 16 bits. */
export function saturated(value: number): number {
  return value > HIGHEST ? HIGHEST : value < LOWEST ? LOWEST : value;
}

/** The product of two numbers in 1/32768, rounded (`mult_r`, ETSI EN 300 961 §5.1). */
export function product(one: number, other: number): number {
  return one === LOWEST && other === LOWEST ? HIGHEST : (one * other + 16_384) >> 15;
}
