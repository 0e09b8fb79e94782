import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** The answer to a recording that was taken into custody, now or before. */
export const filedAnswer = z.strictObject({ id: format.id, contactId: format.id, dueOn: format.day });

/** The answer to what must be sorted out first. */
export const quarantinedAnswer = z.strictObject({ quarantineId: format.id, dueOn: format.day });
