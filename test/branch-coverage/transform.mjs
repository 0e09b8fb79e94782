import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import swcJest from '@swc/jest';
import { instrument } from './instrument.mjs';

const own = ['transform.mjs', 'instrument.mjs'].map(name => readFileSync(new URL(name, import.meta.url)));

/** What `@swc/jest` makes of a file after it was given counters. */
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    const counting = method => (text, path, how) => swc[method](instrument(text, path).code, path, how);
    return {
      canInstrument: false,
      process: counting('process'),
      processAsync: counting('processAsync'),
      getCacheKey: (text, path, how) =>
        own
          .reduce((hash, file) => hash.update(file), createHash('sha256'))
          .update(swc.getCacheKey(text, path, how))
          .digest('hex'),
    };
  },
};
