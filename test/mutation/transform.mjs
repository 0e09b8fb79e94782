import swcJest from '@swc/jest';
import { apply } from './apply.mjs';

const mutant = JSON.parse(process.env.TALLENNE_MUTANT ?? 'null');

/** What `@swc/jest` makes of the file after the mutant was put in. */
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    const mutated = method => (text, path, how) => swc[method](apply(text, mutant), path, how);
    return {
      canInstrument: false,
      process: mutated('process'),
      processAsync: mutated('processAsync'),
      getCacheKey: mutated('getCacheKey'),
    };
  },
};
