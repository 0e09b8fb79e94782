import type { Right } from '../../api/types.js';

/** What a person may ask for, in the order in which it is asked for most (GDPR arts. 7(3), 15 to 18, 20, 21). */
export const RIGHTS: readonly Right[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'consent-withdrawal',
  'portability',
];

/** The rights with `right` among them or not, in their order. */
export function withRight(rights: ReadonlySet<Right>, right: Right, isChosen: boolean): ReadonlySet<Right> {
  return new Set(RIGHTS.filter(one => (one === right ? isChosen : rights.has(one))));
}
