import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Lets a plain Node process run the sources as they are, decorators included, for tests that must kill a real process and
 * for the long scripts: `node --import <this file> <a .ts file>`.
 */
registerHooks({
  resolve(specifier, context, next) {
    const source = /^\..*\.js$/.test(specifier)
      ? new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL)
      : undefined;
    if (source === undefined || !existsSync(source)) return next(specifier, context);
    return { url: source.href, format: 'module', shortCircuit: true };
  },

  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
