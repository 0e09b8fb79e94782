import type { QuarantinedItem } from '../../api/types.js';

/** What can be done with several items alike. */
export type ManyAct = 'file' | 'destroy';
const MANY_ACTS: readonly ManyAct[] = ['file', 'destroy'];

/** Most items that the server sorts out in one request. */
export const MOST_AT_ONCE = 200;

/** The chosen ones that are still shown. */
export function chosenOf(items: readonly QuarantinedItem[], chosen: ReadonlySet<string>): QuarantinedItem[] {
  return items.filter(({ id }) => chosen.has(id)).slice(0, MOST_AT_ONCE);
}

/** What may be done with all of the chosen items. */
export function actsOnAll(items: readonly QuarantinedItem[]): ManyAct[] {
  return items.length === 0 ? [] : MANY_ACTS.filter(act => items.every(({ permitted }) => permitted.includes(act)));
}

/** The set with `id` in it or not. */
export function toggled(chosen: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  const others = [...chosen].filter(one => one !== id);
  return new Set(isChosen ? [...others, id] : others);
}
