import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** Why somebody leaves, or comes back. */
export const personReason = z.strictObject({ reason: format.text(1000) });
export type PersonReason = z.output<typeof personReason>;
