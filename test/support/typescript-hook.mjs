import { registerHooks } from 'node:module';

/**
 * Lets a child process of a test run the sources without a build: `node --import <this file> some.ts`. Node strips the
 * types by itself; what it does not do is find `x.ts` where the source says `./x.js`.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (!specifier.startsWith('.') || !specifier.endsWith('.js')) throw error;
      return nextResolve(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});
