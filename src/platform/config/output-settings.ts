import { z } from 'zod';
import { OUTPUT_LEVELS } from '../output/index.js';

/** The environment variable of what the server says of itself. */
export const outputVariables = { TALLENNE_OUTPUT_LEVEL: z.enum(OUTPUT_LEVELS).default('info') };
