import { useEffect, useRef, type RefObject } from 'react';

/** A ref whose element takes the focus once it is there, as the heading of a form whose button is gone since it was pressed. */
export function useFocusAtFirst<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    element.current?.focus();
  }, []);
  return element;
}
