import { useState, type SubmitEvent } from 'react';

/**
 * Sends a form whose draft is more than text fields ({@link useForm} is for those): nothing is faulty before the first try,
 * and the first faulty field, by its name, gets the focus.
 * @param faultyNow the names of the faulty fields, in the order of the form
 */
export function useSending(faultyNow: () => readonly string[], send: () => void) {
  const [tried, setTried] = useState(false);
  return {
    tried,
    onSubmit: (event: SubmitEvent<HTMLFormElement>): void => {
      event.preventDefault();
      setTried(true);
      const [first] = faultyNow();
      if (first === undefined) send();
      else event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    },
  };
}
