import { useState } from 'react';

/** Copies a text; without the right to do so the outcome says that it must be copied by hand. */
export function useCopy(text: string) {
  const [outcome, setOutcome] = useState<'copied' | 'not-copied' | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text); // absent on an insecure origin
      setOutcome('copied');
    } catch {
      setOutcome('not-copied');
    }
  }

  return { outcome, copy };
}
