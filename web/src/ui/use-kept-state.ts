import { useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { keptTexts } from './kept-texts.js';

/**
 * State of a form that is there again, on the same page, after the session has ended by itself and the same person has signed in
 * again. @param name what the form is about, among those of the page; without one nothing is kept
 */
export function useKeptState<Values>(
  name: string | undefined,
  initial: Values,
): [Values, Dispatch<SetStateAction<Values>>] {
  const [form] = useState(name === undefined ? null : `${location.pathname} ${name}`);
  const [values, setValues] = useState(() => (takenBy(form) as Values | undefined) ?? initial);
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  });
  useEffect(
    () => () => {
      if (form !== null) keptTexts.keep(form, latest.current);
    },
    [form],
  );
  return [values, setValues];
}

function takenBy(form: string | null): unknown {
  return form === null ? undefined : keptTexts.take(form); // what this form kept
}
