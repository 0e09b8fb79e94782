import type { CompletenessDay } from '../../api/types.js';

/** Every figure of a day, in the order in which it is shown. */
export const FIGURES = [
  'announced',
  'withAudio',
  'filed',
  'quarantined',
  'refused',
  'destroyed',
  'explained',
  'missing',
  'awaited',
  'unannounced',
  'silent',
] as const satisfies readonly (keyof CompletenessDay['figures'])[];
