import { useSyncExternalStore } from 'react';

/** Work that the person waits for, or that the house does, as the server tells of it. */
export interface WorkUnderWay {
  readonly id: string;
  readonly kind: 'rights-package' | 'redacted-copy' | 'audit-export' | 'log-verification' | 'reconciliation';
  /** The id of what it is about; empty for nothing of its own. */
  readonly about: string;
  readonly done: number;
  /** Null where nobody knows before the end. */
  readonly total: number | null;
  readonly state: 'running' | 'done' | 'failed';
}

const NONE: readonly WorkUnderWay[] = [];

let work = NONE;
const listeners = new Set<() => void>();

/** What is under way now, and what has ended a moment ago. */
export function tellWork(items: readonly WorkUnderWay[]): void {
  work = items;
  for (const tell of listeners) tell();
}

export function useWorkUnderWay(): readonly WorkUnderWay[] {
  return useSyncExternalStore(listen, () => work);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
