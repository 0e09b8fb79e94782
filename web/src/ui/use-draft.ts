import { useState, type Dispatch, type SetStateAction } from 'react';

/** A draft of `value` (plain data) that starts anew whenever `value` becomes another, as when the address changes. */
export function useDraft<T>(value: T): [T, Dispatch<SetStateAction<T>>] {
  const text = JSON.stringify(value);
  const [draft, setDraft] = useState(value);
  const [origin, setOrigin] = useState(text);
  if (origin !== text) {
    setOrigin(text);
    setDraft(value);
  }
  return [draft, setDraft];
}
