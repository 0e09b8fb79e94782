import { createContext, useCallback, useContext, useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigate, useNavigationType } from 'react-router';

/** Which list was shown last and which of its rows was opened; ids and an address without anything personal. */
export class RowMemory {
  listAddress = '/recordings';
  openedId: string | null = null;

  shown(address: string): void {
    this.listAddress = address;
  }

  opened(id: string): void {
    this.openedId = id;
  }
}

export const RowMemoryContext = createContext(new RowMemory());

export function useRowMemory(): RowMemory {
  return useContext(RowMemoryContext);
}

/** What the history says of a recording that was opened from a list. */
export const FROM_LIST = { fromList: true } as const;

/** On the way back from a recording its row has the focus again, once the rows are there, and is on the screen. */
export function useReturnToRow(hasRows: boolean): void {
  const memory = useRowMemory();
  const { pathname, search } = useLocation();
  const cameBack = useNavigationType() === NavigationType.Pop;
  useEffect(() => {
    memory.shown(`${pathname}${search}`);
  }, [memory, pathname, search]);
  const isDone = useRef(!cameBack);
  useEffect(() => {
    if (isDone.current || !hasRows) return;
    isDone.current = true;
    const row = document.querySelector<HTMLElement>(`a[href="/recordings/${CSS.escape(memory.openedId ?? '')}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }, [memory, hasRows]);
}

/** The way back to the list: the very place in the history where the recording was opened from one. */
export function useWayBack(): { readonly to: string; readonly go: () => void } {
  const { listAddress } = useRowMemory();
  const navigate = useNavigate();
  const state: unknown = useLocation().state;
  const fromList = typeof state === 'object' && state !== null && 'fromList' in state;
  const go = useCallback(() => {
    void (fromList ? navigate(-1) : navigate(listAddress));
  }, [fromList, listAddress, navigate]);
  return { to: listAddress, go };
}
