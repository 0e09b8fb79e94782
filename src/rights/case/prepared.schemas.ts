import { z } from 'zod';

/** What waits for a second person as it is now; null where nothing waits. */
export const preparedStamp = z.string().regex(/^[0-9a-f]{64}$/);
