import { useSyncExternalStore } from 'react';
import type { SessionEnd } from './follow-changes.js';

let end: SessionEnd | null = null;
const listeners = new Set<() => void>();

/** The session ends soon, or goes on (null). */
export function tellEnd(coming: SessionEnd | null): void {
  end = coming;
  for (const tell of listeners) tell();
}

/** When the session will end by itself, once that is near. */
export function useComingEnd(): SessionEnd | null {
  return useSyncExternalStore(listen, () => end);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
