import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

import { transformSync } from '@swc/core';

/**
 * Lets a plain Node process run the sources as they are, for tests that must kill a real process:
 * `node --import <this file> <a .ts file>`.
 */
registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.startsWith('.')
      ? new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL)
      : undefined;
    if (source === undefined || !existsSync(source)) return next(specifier, context);
    return { url: source.href, format: 'module', shortCircuit: true };
  },

  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
