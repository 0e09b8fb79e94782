import type { KeyboardEvent } from 'react';

/** For fields inside the page's form: Enter in one of their inputs does `act` and does not send the form. */
export function onEnter(act: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  return event => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    act();
  };
}
