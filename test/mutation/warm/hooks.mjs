import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const root = join(import.meta.dirname, '..', '..', '..');
const globals = new URL('jest-globals.mjs', import.meta.url).href;
const ours = new RegExp(`^${RegExp.escape(pathToFileURL(root).href)}/(?:src|test|migrations|bench)/.+\\.ts$`);

export const instead = new Map();
export const imports = new Map();
const compiled = new Map();

/** Node loads an address once: a file with another query is another module, and what it imports has the same query. */
export function load(path, generation) {
  return import(`${pathToFileURL(path).href}?generation=${generation}`);
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: globals, format: 'module', shortCircuit: true };
    const parent = context.parentURL ? new URL(context.parentURL) : undefined;
    const source =
      parent && /^\..*\.js$/.test(specifier) ? new URL(specifier.replace(/\.js$/, '.ts'), parent) : undefined;
    if (source === undefined || !existsSync(source)) return next(specifier, context);
    note(fileURLToPath(parent), fileURLToPath(source));
    return { url: `${source.href}${parent.search}`, format: 'module', shortCircuit: true };
  },

  load(url, context, next) {
    const { href, search } = new URL(url);
    const file = href.slice(0, href.length - search.length);
    if (!ours.test(file)) return next(url, context);
    return { format: 'module', source: compile(fileURLToPath(file)), shortCircuit: true };
  },
});

function note(parent, child) {
  const children = imports.get(parent) ?? new Set();
  imports.set(parent, children.add(child));
}

function compile(path) {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const { code } = transformSync(instead.get(path) ?? readFileSync(path, 'utf8'), {
    filename: path,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    },
    module: { type: 'es6' },
  });
  compiled.set(path, code);
  return code;
}
