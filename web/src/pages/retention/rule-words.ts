/** A rule of retention as certificates name it. */
export type NamedRule =
  | { readonly kind: 'days'; readonly days: string }
  | { readonly kind: 'earlier-of'; readonly days: string; readonly months: string };

const DAYS = /^(\d+) days$/;
const EARLIER = /^earlier-of (\d+) days, (\d+) months$/;

/** Reads `61 days` or `earlier-of 61 days, 2 months`; null for a name of another form, which is then shown as it is. */
export function ruleNamed(text: string): NamedRule | null {
  const [, days] = DAYS.exec(text) ?? [];
  if (days) return { kind: 'days', days };
  const [, earlierDays, months] = EARLIER.exec(text) ?? [];
  return earlierDays && months ? { kind: 'earlier-of', days: earlierDays, months } : null;
}
