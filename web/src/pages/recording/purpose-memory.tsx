import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { PurposeMemoryContext, KEPT_MS, type KeptPurpose } from './kept-purpose.js';
import type { StatedPurpose } from './purpose-rules.js';

/** Keeps a stated purpose for those who listen to several calls of one case: in memory, for half an hour, until the tab or the session ends. */
export function PurposeMemory({ children }: { readonly children: ReactNode }) {
  const [kept, setKept] = useState<KeptPurpose | null>(null);
  const keep = useCallback((stated: StatedPurpose) => {
    setKept({ ...stated, until: new Date(Date.now() + KEPT_MS) });
  }, []);
  const drop = useCallback(() => {
    setKept(null);
  }, []);
  useEffect(() => {
    if (!kept) return;
    const timer = setTimeout(drop, kept.until.getTime() - Date.now());
    return () => {
      clearTimeout(timer);
    };
  }, [kept, drop]);
  const memory = useMemo(() => ({ kept, keep, drop }), [kept, keep, drop]);
  return <PurposeMemoryContext value={memory}>{children}</PurposeMemoryContext>;
}
