import { useState, type ReactNode } from 'react';
import { useFocusAfter } from './use-focus-after.js';
import './done.css';

/** Says that something is done. The sentence takes the focus: what was used to do it may be gone. */
export function useDone(): { readonly say: (sentence: ReactNode) => void; readonly status: ReactNode } {
  const [done, setDone] = useState<{ readonly sentence: ReactNode; readonly times: number }>({
    sentence: '',
    times: 0,
  });
  const element = useFocusAfter<HTMLParagraphElement>(done.times);
  return {
    say: sentence => {
      setDone(({ times }) => ({ sentence, times: times + 1 }));
    },
    status: (
      <p className="done" role="status" tabIndex={-1} ref={element}>
        {done.sentence}
      </p>
    ),
  };
}
