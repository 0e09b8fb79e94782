import { createContext, useContext } from 'react';
import type { Me } from '../../api/types.js';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in, on pages behind the session gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('Only pages behind the session gate know who is signed in.');
  return me;
}

/** Whether `me` may do something to some thing of a kind at all; the server decides about each one. */
export function may(me: Pick<Me, 'permitted'>, verb: string, subject: string): boolean {
  return me.permitted.some(permission => permission.verb === verb && permission.subject === subject);
}
