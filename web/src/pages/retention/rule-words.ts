/** A rule of retention as certificates name it. */
type NamedRule =
  | { readonly kind: 'days'; readonly days: string }
  | { readonly kind: 'earlier-of'; readonly days: string; readonly months: string }
  | { readonly kind: 'at-most'; readonly days: string }
  | { readonly kind: 'approved' }
  | { readonly kind: 'case' };

const DAYS = /^(\d+) days$/;
const EARLIER = /^earlier-of (\d+) days, (\d+) months$/;
const AT_MOST = /^at most (\d+) days$/;
const APPROVED = 'until the day that was approved';
const CASE = 'as long as the case, and what is set after it is closed';

/** Reads `61 days`, `earlier-of 61 days, 2 months` and the like; null for a name of another form, which is then shown as it is. */
export function ruleNamed(text: string): NamedRule | null {
  const [, days] = DAYS.exec(text) ?? [];
  if (days) return { kind: 'days', days };
  const [, most] = AT_MOST.exec(text) ?? [];
  if (most) return { kind: 'at-most', days: most };
  if (text === APPROVED) return { kind: 'approved' };
  if (text === CASE) return { kind: 'case' };
  const [, earlierDays, months] = EARLIER.exec(text) ?? [];
  return earlierDays && months ? { kind: 'earlier-of', days: earlierDays, months } : null;
}
