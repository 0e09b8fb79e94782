import { useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { keptTexts } from './kept-texts.js';

/**
 * State of a form that is there again, on the same page, after the session has ended by itself and the same person has signed in
 * again. @param name of the form among those of the page
 */
export function useKeptState<Values>(name: string, initial: Values): [Values, Dispatch<SetStateAction<Values>>] {
  const [form] = useState(`${location.pathname} ${name}`);
  const [values, setValues] = useState(() => (keptTexts.take(form) as Values | undefined) ?? initial); // what this form kept
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  });
  useEffect(
    () => () => {
      keptTexts.keep(form, latest.current);
    },
    [form],
  );
  return [values, setValues];
}
