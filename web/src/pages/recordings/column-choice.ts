import { useState } from 'react';
import { useMe } from '../../app/session/me.js';

/** The columns that may be chosen, in their order; the moment of the call is always there. None is a personal field. */
export const CHOOSABLE_COLUMNS = [
  ...([
    'duration',
    'direction',
    'queue',
    'unit',
    'agent',
    'caller',
    'ticket',
    'notice',
    'source',
    'dueOn',
    'states',
  ] as const),
];
export type ChoosableColumn = (typeof CHOOSABLE_COLUMNS)[number];

const AT_FIRST: readonly ChoosableColumn[] = [
  'duration',
  'queue',
  'unit',
  'agent',
  'caller',
  'ticket',
  'dueOn',
  'states',
];

/** The columns that a text of the browser's storage says; those at first where it says none. */
export function columnsIn(text: string | null): ChoosableColumn[] {
  if (text === null) return [...AT_FIRST];
  const named = text.split(' ');
  return CHOOSABLE_COLUMNS.filter(column => named.includes(column));
}

/** Which columns the person has chosen in this browser, kept under the person's id: several may work at one. */
export function useColumnChoice() {
  const key = `tallenne-columns.${useMe().id}`;
  const [chosen, setChosen] = useState(() => columnsIn(localStorage.getItem(key)));
  return {
    chosen,
    choose: (column: ChoosableColumn, isShown: boolean) => {
      const wanted = isShown ? [...chosen, column] : chosen.filter(one => one !== column);
      const text = CHOOSABLE_COLUMNS.filter(one => wanted.includes(one)).join(' ');
      localStorage.setItem(key, text);
      setChosen(columnsIn(text));
    },
  };
}
