import { useEffect, useRef, type RefObject } from 'react';

/**
 * A ref whose element takes the focus each time `moment` has changed: what held the focus before is gone by then, such
 * as the button of a row that was removed. Nothing happens at first.
 */
export function useFocusAfter<E extends HTMLElement>(moment: number): RefObject<E | null> {
  const element = useRef<E>(null);
  const last = useRef(moment);
  useEffect(() => {
    if (last.current !== moment) element.current?.focus();
    last.current = moment;
  }, [moment]);
  return element;
}
