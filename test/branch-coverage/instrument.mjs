import { createInstrumenter } from 'istanbul-lib-instrument';

/**
 * Counters are set into the TypeScript as it was written, before swc makes JavaScript of it. In what swc makes, decorators and
 * the metadata of constructors are branches that nobody wrote, and V8's own counts would have to be mapped back through them.
 * @returns the text with its counters, and what there is to count
 */
export function instrument(text, path) {
  const instrumenter = createInstrumenter({
    esModules: true,
    compact: false,
    coverageGlobalScope: 'globalThis',
    coverageGlobalScopeFunc: false,
    parserPlugins: ['typescript', 'decorators-legacy', 'explicitResourceManagement'],
  });
  const code = instrumenter.instrumentSync(text, path);
  return { code, counts: instrumenter.lastFileCoverage() };
}
