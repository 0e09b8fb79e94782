const LONGEST = 120;

/** What the provider calls somebody, as one short line; empty where it says nothing that could be shown. */
export function hintOf(claim: unknown): string {
  if (typeof claim !== 'string') return '';
  const line = claim.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return Array.from(line).slice(0, LONGEST).join('').trim();
}
