import { createContext, useContext } from 'react';
import type { StatedPurpose } from './purpose-rules.js';

/** So long a purpose stays chosen, counted from when it was stated: using it does not lengthen it. */
export const KEPT_MS = 30 * 60_000;

export interface KeptPurpose extends StatedPurpose {
  readonly until: Date;
}

interface PurposeMemory {
  readonly kept: KeptPurpose | null;
  readonly keep: (stated: StatedPurpose) => void;
  readonly drop: () => void;
}

export const PurposeMemoryContext = createContext<PurposeMemory>({
  kept: null,
  keep: () => undefined,
  drop: () => undefined,
});

/** The purpose that stays chosen; each use of it states it anew and is on record by itself. */
export function usePurposeMemory(): PurposeMemory {
  return useContext(PurposeMemoryContext);
}

/** Without its time. */
export function statedOf({ purpose, reference }: StatedPurpose): StatedPurpose {
  return { purpose, ...(reference === undefined ? {} : { reference }) };
}
