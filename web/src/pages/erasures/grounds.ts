import type { NewErasure } from '../../api/types.js';

/** Why a call should not be here (privacy notice §12). */
export const GROUNDS: readonly NewErasure['ground'][] = ['private-call', 'recorded-by-mistake', 'no-lawful-ground'];
